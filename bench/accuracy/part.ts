/** What of it runs with all other tests: both scenarios of single hosts, without a fault and with eight, some 2,000 comparisons. */
export const part = {
  scenarios: ['deployment-models', 'policy'],
  faults: [
    'none',
    'docker-user-reject-port',
    'nat-flushed',
    'nft-beside-iptables',
    'ip-forward-off',
    'veth-detached',
    'isolated-ports',
    'static-route-wrong',
    'reverse-path-strict',
  ],
  most: 112,
  seed: 1,
} as const
