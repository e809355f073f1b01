import { httpServer, type PlannedScenario, planContainer } from '../scenario.ts'

/** What only a kernel like Debian's has: ipvlan in all modes, VLAN parents, a bridge that filters VLANs, VRFs, a tc filter. */
export const debianKernel: PlannedScenario = {
  kind: 'planned',
  name: 'debian-kernel',
  about: 'ipvlan l2, l3 and l3s, macvlan on a VLAN, VLAN filtering, VRFs, a tc filter: for --kernel debian',
  kernel: 'debian',
  plan: (host) => ({
    networks: [
      {
        name: 'ipvlan-l2',
        options: [
          ...['--driver', 'ipvlan', '--opt', 'parent=eth0', '--opt', 'ipvlan_mode=l2'],
          ...['--subnet', host.subnet4, '--ip-range', host.macvlanRange, '--gateway', host.secondGateway4],
        ],
      },
      {
        name: 'ipvlan-l3',
        options: [
          ...['--driver', 'ipvlan', '--opt', 'parent=eth1.30', '--opt', 'ipvlan_mode=l3'],
          ...['--subnet', '172.31.130.0/24', '--subnet', '172.31.131.0/24'],
        ],
      },
      {
        name: 'tagged',
        options: [
          ...['--driver', 'macvlan', '--opt', 'parent=eth1.40'],
          ...['--subnet', '172.31.140.0/24', '--ip-range', `172.31.140.${16 * host.number}/28`],
        ],
      },
      bridge('filtered', '172.31.150.0/24'),
      bridge('blue', '172.31.160.0/24'),
      bridge('green', '172.31.161.0/24'),
      bridge('policed', '172.31.170.0/24'),
    ],
    containers: [
      listener('l2-a', 'ipvlan-l2'),
      listener('l2-b', 'ipvlan-l2'),
      listener('l3-a', 'ipvlan-l3', ['--ip', '172.31.130.10']),
      listener('l3-b', 'ipvlan-l3', ['--ip', '172.31.131.10']),
      listener('l3s-a', 'none'),
      listener('l3s-b', 'none'),
      listener('tagged-a', 'tagged'),
      listener('tagged-b', 'tagged'),
      listener('vlan10-a', 'filtered', ['--ip', '172.31.150.10']),
      listener('vlan10-b', 'filtered', ['--ip', '172.31.150.11']),
      listener('vlan20', 'filtered', ['--ip', '172.31.150.20']),
      listener('trunk', 'filtered', ['--ip', '172.31.150.30']),
      listener('blue-a', 'blue', ['--publish', '8160:80']),
      listener('blue-b', 'blue'),
      listener('green-a', 'green', ['--publish', '8161:80']),
      listener('policed-a', 'policed', ['--publish', '8170:80']),
      listener('policed-b', 'policed'),
      listener('plain', 'bridge', ['--publish', '8180:80']),
    ],
    commands: [
      // What is in no table of this host's goes to no router either.
      ['ip', 'route', 'replace', 'unreachable', '172.31.0.0/16'],
      joinL3s,
      ...filterVlans,
      ...enslave('blue', 1010, []),
      // What is in the VRF reaches the underlay, and the answers find the way back.
      ...enslave('green', 1011, [
        ['ip', 'route', 'add', 'table', '1011', host.subnet4, 'dev', 'eth0'],
        ['ip', 'route', 'replace', '172.31.161.0/24', 'dev', bridgeName('green')],
      ]),
      inShell(`port=$(${portOf('policed-a')})
        tc qdisc add dev "$port" clsact
        tc filter add dev "$port" egress protocol ip pref 10 flower ip_proto tcp dst_port 80 src_ip 172.31.170.3 action drop`),
    ],
  }),
}

const bridgeName = (network: string) => `br-${network}`

const bridge = (name: string, subnet: string) => ({
  name,
  options: ['--subnet', subnet, '--opt', `com.docker.network.bridge.name=${bridgeName(name)}`],
})

const listener = (name: string, network: string, options: string[] = []) =>
  planContainer(name, { image: 'shop/web:1', options: ['--network', network, ...options], command: httpServer(80) })

const inShell = (script: string) => ['sh', '-euc', script]

/** Prints the name of the host's end of a container's eth0. */
const portOf = (container: string) =>
  `ip -o link | sed -n "s/^$(docker exec ${container} cat /sys/class/net/eth0/iflink): \\([^@]*\\)@.*/\\1/p"`

/** The engine of Debian 12 refuses mode l3s, so these two get their interface by hand. An earlier run may have left the VLAN. */
const joinL3s = inShell(`if ip link show eth1.31 >/dev/null 2>&1; then ip link delete eth1.31; fi
  ip link add link eth1 name eth1.31 type vlan id 31
  ip link set eth1.31 up
  join() {
    pid=$(docker inspect --format '{{.State.Pid}}' "$1")
    ip link add link eth1.31 name "$1" type ipvlan mode l3s
    ip link set "$1" netns "$pid" name eth0
    nsenter -t "$pid" -n ip address add "$2" dev eth0
    nsenter -t "$pid" -n ip link set eth0 up
    nsenter -t "$pid" -n ip route add default dev eth0
  }
  join l3s-a 172.31.132.10/24
  join l3s-b 172.31.132.11/24`)

/** vlan10-a, vlan10-b and the host in VLAN 10, vlan20 in VLAN 20, trunk untagged in 10 and with a sub-interface of its own in 20. */
const filterVlans = [
  inShell(`port() { ip -o link | sed -n "s/^$(docker exec "$1" cat /sys/class/net/eth0/iflink): \\([^@]*\\)@.*/\\1/p"; }
    ip link set ${bridgeName('filtered')} type bridge vlan_filtering 1
    assign() { bridge vlan add dev "$1" vid "$2" pvid untagged $3; bridge vlan del dev "$1" vid 1 $3; }
    assign ${bridgeName('filtered')} 10 self
    assign "$(port vlan10-a)" 10 ""
    assign "$(port vlan10-b)" 10 ""
    assign "$(port vlan20)" 20 ""
    assign "$(port trunk)" 10 ""
    bridge vlan add dev "$(port trunk)" vid 20
    pid=$(docker inspect --format '{{.State.Pid}}' trunk)
    nsenter -t "$pid" -n ip link add link eth0 name eth0.20 type vlan id 20
    nsenter -t "$pid" -n ip address add 172.31.151.30/24 dev eth0.20
    nsenter -t "$pid" -n ip link set eth0.20 up
    pid=$(docker inspect --format '{{.State.Pid}}' vlan20)
    nsenter -t "$pid" -n ip address add 172.31.151.20/24 dev eth0`),
]

/** Puts a bridge into a VRF, which an earlier run may have left. */
const enslave = (network: string, table: number, routes: string[][]) => [
  inShell(`if ip link show vrf-${network} >/dev/null 2>&1; then ip link delete vrf-${network}; fi
    ip link add vrf-${network} type vrf table ${table}
    ip link set vrf-${network} up
    ip link set ${bridgeName(network)} master vrf-${network}`),
  ...routes,
]
