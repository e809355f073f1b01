/** One packet that is asked about and sent. `says`: words of the sentence that names what decides. */
export type Ping = { space: string; from: string; to: string; size?: number; says?: string }

/** A network out of a few namespaces, each with its commands. `hosts`: which are whose, each host's own first; absent where there is one host. */
export type SmallNetwork = {
  about: string
  hosts?: readonly (readonly string[])[]
  script: Readonly<Record<string, string>>
  pings: readonly Ping[]
}

/** A bridge in `h` with `a` (10.9.0.1) and `b` (10.9.0.2) on it, and an address of the host's (10.9.0.254). */
const bridged = {
  h: `ip link add br0 type bridge; ip addr add 10.9.0.254/24 dev br0; ip addr add fd00:9::254/64 dev br0; ip link set br0 up
      ip link add va type veth peer name ea; ip link set ea netns $a; ip link set va master br0 up
      ip link add vb type veth peer name eb; ip link set eb netns $b; ip link set vb master br0 up`,
  a: 'ip addr add 10.9.0.1/24 dev ea; ip addr add fd00:9::1/64 dev ea nodad; ip link set ea up',
  b: 'ip addr add 10.9.0.2/24 dev eb; ip addr add fd00:9::2/64 dev eb nodad; ip link set eb up',
}

/** `a` (10.9.1.1) and `b` (10.9.2.1), with the forwarding host between them (10.9.1.254, 10.9.2.254). */
const routed = {
  h: `ip link add va type veth peer name ea netns $a; ip link add vb type veth peer name eb netns $b
      ip addr add 10.9.1.254/24 dev va; ip addr add fd00:1::254/64 dev va; ip link set va up
      ip addr add 10.9.2.254/24 dev vb; ip addr add fd00:2::254/64 dev vb; ip link set vb up
      sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1 net.ipv4.neigh.va.proxy_delay=0 net.ipv6.neigh.va.proxy_delay=0`,
  a: `ip addr add 10.9.1.1/24 dev ea; ip addr add fd00:1::1/64 dev ea nodad; ip link set ea up
      ip route add default via 10.9.1.254; ip route add default via fd00:1::254`,
  b: `ip addr add 10.9.2.1/24 dev eb; ip addr add fd00:2::1/64 dev eb nodad; ip link set eb up
      ip route add default via 10.9.2.254; ip route add default via fd00:2::254`,
}

/** `a` (10.9.0.1) and `b` (10.9.0.2) on macvlans of the host's `nic`, whose other end is port `far` of a bridge of `w`. */
const onMacvlans = (mode: string) => ({
  h: `ip link add nic type veth peer name far netns $w; ip link set nic up
      ip link add link nic name ma type macvlan mode ${mode}; ip link set dev ma netns $a
      ip link add link nic name mb type macvlan mode ${mode}; ip link set dev mb netns $b`,
  w: `ip link add sw type bridge; ip link set sw up; ip link set far master sw up; ip addr add 10.9.0.253/24 dev sw`,
  a: 'ip addr add 10.9.0.1/24 dev ma; ip link set dev ma up',
  b: 'ip addr add 10.9.0.2/24 dev mb; ip link set dev mb up',
})

/** `a` (10.9.0.1) on host `h` and `b` (10.9.0.2) on host `k` on one overlay, as an engine makes it: in namespaces `o` and `p` of its own. */
const tunnelled = {
  h: `ip link add nic type veth peer name nick netns $k; ip addr add 192.168.9.1/24 dev nic; ip link set nic up
      ip link add vx mtu 1450 type vxlan id 42 dstport 4789 proxy l2miss l3miss; ip link set vx netns $o
      ip link add va type veth peer name ea; ip link set va netns $o; ip link set ea netns $a`,
  o: `ip link add br0 type bridge; ip link set br0 up; ip link set vx master br0 up; ip link set va mtu 1450 master br0 up
      bridge fdb add 02:00:00:00:00:0b dev vx dst 192.168.9.2 self permanent
      ip neigh add 10.9.0.2 lladdr 02:00:00:00:00:0b dev vx nud permanent`,
  a: 'ip link set ea address 02:00:00:00:00:0a mtu 1450 up; ip addr add 10.9.0.1/24 dev ea',
  k: `ip addr add 192.168.9.2/24 dev nick; ip link set nick up
      ip link add vx mtu 1450 type vxlan id 42 dstport 4789 proxy l2miss l3miss; ip link set vx netns $p
      ip link add vb type veth peer name eb; ip link set vb netns $p; ip link set eb netns $b`,
  p: `ip link add br0 type bridge; ip link set br0 up; ip link set vx master br0 up; ip link set vb mtu 1450 master br0 up
      bridge fdb add 02:00:00:00:00:0a dev vx dst 192.168.9.1 self permanent
      ip neigh add 10.9.0.1 lladdr 02:00:00:00:00:0a dev vx nud permanent`,
  b: 'ip link set eb address 02:00:00:00:00:0b mtu 1450 up; ip addr add 10.9.0.2/24 dev eb',
}
const two = [
  ['h', 'o', 'a'],
  ['k', 'p', 'b'],
]

/** What comes on top of a network's own commands, in some of its namespaces. */
function plus(network: Readonly<Record<string, string>>, more: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(network).map(([space, lines]) => [space, more[space] ? `${lines}\n${more[space]}` : lines]),
  )
}

const policy = (direction: string, what: string, more = ''): string =>
  `ip xfrm policy add src 10.9.0.0/16 dst 10.9.0.0/16 ${more} dir ${direction} ${what}`

const ab: Ping = { space: 'a', from: '10.9.0.1', to: '10.9.0.2' }
const ab6: Ping = { space: 'a', from: 'fd00:9::1', to: 'fd00:9::2' }
const ah: Ping = { space: 'a', from: '10.9.0.1', to: '10.9.0.254' }
const over: Ping = { space: 'a', from: '10.9.1.1', to: '10.9.2.1' }
const over6: Ping = { space: 'a', from: 'fd00:1::1', to: 'fd00:2::1' }

/** Drops echo requests where a frame comes in by a device. */
const dropAt = (device: string): string =>
  `nft 'add table netdev t; add chain netdev t c { type filter hook ingress device ${device} priority 0; }; add rule netdev t c ip protocol icmp drop'`

const learnedAtB =
  'ip link set eb address 02:00:00:00:00:0b; ip netns exec $h bridge fdb replace 02:00:00:00:00:0b dev va master'

export const smallNetworks: readonly SmallNetwork[] = [
  { about: 'two on a bridge', script: bridged, pings: [ab, ab6, ah] },
  {
    about: 'a bridge whose host takes what is for another',
    script: plus(bridged, {
      h: `sysctl -qw net.bridge.bridge-nf-call-iptables=1; iptables-nft -t nat -A PREROUTING -d 10.9.0.2 -j REDIRECT
          iptables-nft -A INPUT -d 10.9.0.2 -j DROP`,
      b: 'sysctl -qw net.ipv4.icmp_echo_ignore_all=1',
    }),
    pings: [ab],
  },
  {
    about: 'rules of a device stand where a bridge hands up to its host, and nowhere else',
    script: plus(bridged, { h: dropAt('br0') }),
    pings: [ab, ah],
  },
  {
    about: 'a macvlan on a bridge is reached by the ports, not by the host',
    script: {
      ...plus(bridged, { h: 'ip link add link br0 name mc type macvlan mode bridge; ip link set dev mc netns $c' }),
      c: 'ip addr add 10.9.0.3/24 dev mc; ip link set dev mc up',
    },
    pings: [
      { ...ab, to: '10.9.0.3' },
      { space: 'c', from: '10.9.0.3', to: '10.9.0.2' },
      { space: 'c', from: '10.9.0.3', to: '10.9.0.254' },
    ],
  },
  {
    about: 'a port without copies of what is sent to all',
    script: plus(bridged, { h: 'bridge link set dev vb bcast_flood off' }),
    pings: [ab, ab6],
  },
  {
    about: 'a port without copies of what is sent to a group',
    script: plus(bridged, { h: 'bridge link set dev vb mcast_flood off' }),
    pings: [ab, ab6],
  },
  {
    about: 'a port without copies for unknown MACs, which learns',
    script: plus(bridged, { h: 'bridge link set dev vb flood off' }),
    pings: [ab],
  },
  {
    about: 'a port without copies for unknown MACs, which does not learn',
    script: plus(bridged, { h: 'bridge link set dev vb flood off learning off' }),
    pings: [ab],
  },
  {
    about: 'a locked port',
    script: plus(bridged, { h: 'bridge link set dev vb locked on learning off' }),
    pings: [ab],
  },
  {
    about: 'a locked port, with an entry for who is behind it',
    script: plus(bridged, {
      h: 'bridge link set dev vb locked on learning off',
      b: 'ip link set eb address 02:00:00:00:00:0b; ip netns exec $h bridge fdb replace 02:00:00:00:00:0b dev vb master static',
    }),
    pings: [ab],
  },
  { about: 'a MAC held fast at the wrong port', script: plus(bridged, { b: `${learnedAtB} static` }), pings: [ab] },
  {
    about: 'a veth off its bridge',
    script: plus(bridged, { h: 'ip link set vb nomaster' }),
    pings: [{ ...ab, says: 'is on no bridge' }],
  },
  {
    about: 'a neighbour that takes nothing from the asker, rp_filter',
    script: plus(bridged, {
      b: `ip link add other type bridge; ip link set other up; ip route add 10.9.0.1 dev other
          sysctl -qw net.ipv4.conf.eb.rp_filter=1`,
    }),
    pings: [{ ...ab, says: 'rp_filter' }],
  },
  {
    about: 'two isolated ports',
    script: plus(bridged, { h: 'bridge link set dev va isolated on; bridge link set dev vb isolated on' }),
    pings: [ab, ah],
  },
  {
    about: 'a mark ends with its namespace',
    script: plus(bridged, {
      a: 'iptables-nft -t mangle -A OUTPUT -j MARK --set-mark 7',
      b: 'iptables-nft -A INPUT -m mark --mark 7 -j DROP',
    }),
    pings: [ab],
  },
  ...[1, 2, 3, 4, 8].map((ignored) => ({
    about: `an address of another interface, arp_ignore ${ignored}`,
    script: plus(bridged, { b: `ip addr add 10.9.0.9/32 dev lo; sysctl -qw net.ipv4.conf.eb.arp_ignore=${ignored}` }),
    pings: [{ ...ab, to: '10.9.0.9' }],
  })),
  {
    about: 'an asker of another subnet, arp_ignore 2',
    script: plus(bridged, {
      a: 'ip addr add 10.9.7.1/24 dev ea; ip route add 10.9.7.2 dev ea src 10.9.0.1',
      b: `ip addr del 10.9.0.2/24 dev eb; ip addr add 10.9.7.2/24 dev eb; ip route add 10.9.0.1 dev eb
          sysctl -qw net.ipv4.conf.eb.arp_ignore=2`,
    }),
    pings: [{ ...ab, to: '10.9.7.2' }],
  },
  {
    about: 'the answer for a neighbour would leave by another interface, arp_filter',
    script: plus(routed, {
      b: `ip link add other type bridge; ip link set other up; ip addr add 10.9.99.1/24 dev other
          ip route add 10.9.2.254 dev other; sysctl -qw net.ipv4.conf.eb.arp_filter=1`,
    }),
    pings: [over],
  },
  {
    about: 'a route of type local answers for all that it holds',
    script: plus(bridged, { b: 'ip route add local 10.9.0.64/28 dev lo' }),
    pings: [{ ...ab, to: '10.9.0.66' }],
  },
  {
    about: 'a question is asked from the address that its target can know',
    script: plus(bridged, {
      a: 'ip addr flush dev ea; ip addr add 10.9.5.1/24 dev ea; ip addr add 10.9.0.1/24 dev ea',
      b: 'sysctl -qw net.ipv4.conf.all.rp_filter=1',
    }),
    pings: [ab],
  },
  { about: 'over a host that forwards', script: routed, pings: [over, over6] },
  {
    about: 'proxy ARP, by the setting',
    script: plus(routed, {
      h: 'sysctl -qw net.ipv4.conf.va.proxy_arp=1',
      a: 'ip addr flush dev ea; ip addr add 10.9.1.1/16 dev ea',
    }),
    pings: [over],
  },
  {
    about: 'proxy ARP, by an entry',
    script: plus(routed, {
      h: 'ip neigh add proxy 10.9.2.1 dev va',
      a: 'ip addr flush dev ea; ip addr add 10.9.1.1/16 dev ea',
    }),
    pings: [over],
  },
  ...[0, 1].map((setting) => ({
    about: `an entry for the proxy in IPv6, proxy_ndp ${setting}`,
    script: plus(routed, {
      h: `ip neigh add proxy fd00:2::1 dev va; sysctl -qw net.ipv6.conf.va.proxy_ndp=${setting} net.ipv6.conf.all.proxy_ndp=0`,
      a: 'ip addr flush dev ea; ip addr add fd00:1::1/16 dev ea nodad',
    }),
    pings: [over6],
  })),
  {
    about: 'a smaller MTU on the way back: only IPv4 is cut by a router',
    script: plus(routed, {
      h: 'ip -6 route replace fd00:1::1 dev va mtu 1300; ip route replace 10.9.1.1 dev va mtu 1300',
    }),
    pings: [
      { ...over, size: 1400 },
      { ...over6, size: 1400 },
    ],
  },
  {
    about: 'packets that may go one hop, there',
    script: plus(routed, { a: 'sysctl -qw net.ipv4.ip_default_ttl=1' }),
    pings: [over],
  },
  {
    about: 'packets that may go one hop, back',
    script: plus(routed, { b: 'sysctl -qw net.ipv4.ip_default_ttl=1' }),
    pings: [over],
  },
  ...(['in', 'fwd', 'out'] as const).flatMap((direction) =>
    ['action block', 'tmpl proto esp mode transport', ''].map((what) => ({
      about: `a policy of IPsec on the way: dir ${direction} ${what}`,
      script: plus(routed, { h: policy(direction, what), b: direction === 'in' ? policy(direction, what) : '' }),
      pings: [over],
    })),
  ),
  {
    about: 'of two policies of IPsec the one with the lower number',
    script: plus(routed, {
      h: `${policy('fwd', 'action block priority 9')}; ${policy('fwd', 'priority 8', 'proto icmp')}`,
    }),
    pings: [over],
  },
  {
    about: 'macvlans of mode bridge meet each other and the wire, and not their own host',
    script: plus(onMacvlans('bridge'), { h: 'ip addr add 10.9.0.252/24 dev nic' }),
    pings: [ab, { ...ab, to: '10.9.0.253' }, { ...ab, to: '10.9.0.252' }],
  },
  {
    about: 'macvlans whose parent is down',
    script: plus(onMacvlans('bridge'), { b: 'ip netns exec $h ip link set nic down' }),
    pings: [ab],
  },
  {
    about: 'macvlans whose parent has no carrier',
    script: plus(onMacvlans('bridge'), { b: 'ip netns exec $w ip link set far down' }),
    pings: [ab],
  },
  {
    about: 'rules of the parent stand between macvlans',
    script: plus(onMacvlans('bridge'), { h: dropAt('nic') }),
    pings: [ab],
  },
  {
    about: "rules of a macvlan's own device",
    script: plus(onMacvlans('bridge'), { b: dropAt('mb') }),
    pings: [ab],
  },
  { about: 'macvlans of mode vepa', script: onMacvlans('vepa'), pings: [ab, { ...ab, to: '10.9.0.253' }] },
  ...['vepa', 'private'].map((mode) => ({
    about: `macvlans of mode ${mode}, and a switch that sends back`,
    script: plus(onMacvlans(mode), { w: 'ip link set far type bridge_slave hairpin on' }),
    pings: [ab],
  })),
  { about: 'over a tunnel', hosts: two, script: tunnelled, pings: [{ ...ab, size: 1450 }] },
  {
    about: 'a tunnel’s far end without an entry learns who sends',
    hosts: two,
    script: plus(tunnelled, { p: 'bridge fdb del 02:00:00:00:00:0a dev vx self' }),
    pings: [ab],
  },
  {
    about: 'a tunnel’s far end without an entry, and without learning',
    hosts: two,
    script: plus(tunnelled, {
      p: 'bridge fdb del 02:00:00:00:00:0a dev vx self; ip link set vx type vxlan nolearning',
    }),
    pings: [ab],
  },
  {
    about: 'a tunnel’s far end that holds the sender to be elsewhere',
    hosts: two,
    script: plus(tunnelled, { p: 'bridge fdb replace 02:00:00:00:00:0a dev vx dst 192.168.9.7 self permanent' }),
    pings: [ab],
  },
  {
    about: 'a tunnel with two ends for all MACs',
    hosts: two,
    script: plus(tunnelled, {
      o: `bridge fdb del 02:00:00:00:00:0b dev vx self
          for end in 192.168.9.7 192.168.9.2; do bridge fdb append 00:00:00:00:00:00 dev vx dst $end self permanent; done`,
    }),
    pings: [ab],
  },
  {
    about: 'a tunnel answers out of no old entry',
    hosts: two,
    script: plus(tunnelled, { o: 'ip neigh replace 10.9.0.2 lladdr 02:00:00:00:00:0b dev vx nud stale' }),
    pings: [ab],
  },
  {
    about: 'a tunnel over an underlay that is too small for it',
    hosts: two,
    script: plus(tunnelled, { h: 'ip link set nic mtu 1400', k: 'ip link set nick mtu 1400' }),
    pings: [1350, 1351].map((size) => ({ ...ab, size })),
  },
]
