import fc from 'fast-check'
import { inContainer, joined, of, onHost } from './draw-words.ts'
import type { Change } from './random-ground.ts'

const ofAny = fc.constantFrom(
  ...['conf.all.rp_filter=1', 'conf.all.rp_filter=2', 'conf.default.rp_filter=0', 'conf.all.route_localnet=1'],
  ...['conf.all.arp_ignore=1', 'conf.all.arp_ignore=2', 'conf.all.arp_ignore=8', 'conf.all.accept_local=1'],
  ...['icmp_echo_ignore_all=1', 'conf.all.proxy_arp=1', 'conf.all.arp_announce=2'],
)
const ofHost = fc.constantFrom(
  ...['net.ipv4.ip_forward=0', 'net.bridge.bridge-nf-call-iptables=0', 'net.bridge.bridge-nf-call-iptables=1'],
  ...[
    'net.ipv6.conf.all.forwarding=0',
    'net.bridge.bridge-nf-call-ip6tables=1',
    'net.bridge.bridge-nf-call-arptables=0',
  ],
)

/** Kernel knobs of the host or of a container. */
export const drawKnob: fc.Arbitrary<Change> = fc.oneof(
  onHost(joined('sysctl -q -w net.ipv4.', ofAny)),
  onHost(joined('sysctl -q -w ', ofHost)),
  onHost(
    joined(
      'sysctl -q -w net/ipv4/conf/',
      of('bridge'),
      '/',
      fc.constantFrom('rp_filter=1', 'forwarding=0', 'proxy_arp=1'),
    ),
  ),
  inContainer(() => [
    joined('sysctl -q -w net.ipv4.', fc.oneof(ofAny, fc.constantFrom('ip_forward=1', 'ip_forward=0'))),
  ]),
)
