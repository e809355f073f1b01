import type { Container } from '../model/container.ts'
import type { Host } from '../model/host.ts'
import type { Interface } from '../model/interface.ts'
import type { Namespace } from '../model/namespace.ts'
import type { Network } from '../model/network.ts'
import { shellQuote } from './shell-quote.ts'

/** A command to be run on a host, and what it shows. */
export type SeeCommand = {
  /** Where to run it; null where there is but one host. */
  host: string | null
  part:
    | 'inspect'
    | 'addresses'
    | 'routes'
    | 'rules'
    | 'neighbours'
    | 'sockets'
    | 'firewall'
    | 'dns'
    | 'bridge'
    | 'fdb'
    | 'vlans'
    | 'ipvs'
    | 'sysctls'
    | 'namespaces'
    | 'encryption'
  command: string
}

export const see = (part: SeeCommand['part'], ...words: string[]): SeeCommand => ({
  host: null,
  part,
  command: words.join(' '),
})

/** The same commands with the host to run them on. */
export const onHost = (host: string | null, commands: readonly SeeCommand[]): SeeCommand[] =>
  commands.map((command) => ({ ...command, host }))

/** How to enter a namespace: by its file, else by a process in it; null where neither is known. Empty for the host's own. */
export function enter(namespace: Pick<Namespace, 'kind' | 'file' | 'pid'>, pid: number | null): string | null {
  if (namespace.kind === 'host') return ''
  const process = namespace.pid ?? pid
  if (process !== null) return `nsenter -t ${process} -n `
  return namespace.file === null ? null : `nsenter --net=${shellQuote(namespace.file)} `
}

const inside = (into: string): SeeCommand[] => [
  see('addresses', `${into}ip -d addr`),
  see('routes', `${into}ip route show table all`),
  see('routes', `${into}ip -6 route show table all`),
  see('rules', `${into}ip rule`),
  see('rules', `${into}ip -6 rule`),
  see('neighbours', `${into}ip neigh`),
  see('neighbours', `${into}ip neigh show proxy`),
  see('sockets', `${into}ss -lntup`),
  see('firewall', `${into}iptables-save -c`),
  see('firewall', `${into}ip6tables-save -c`),
  see('firewall', `${into}nft list ruleset`),
  see('sysctls', `${into}sysctl -a --pattern ${shellQuote(sysctlPattern)}`),
]

/** The sysctls that decide what becomes of a packet. */
const sysctlPattern =
  '^net\\.(ipv[46]\\.(ip_|icmp|conf\\.|vs\\.|neigh\\.default\\.gc|bindv6only)|bridge\\.|netfilter\\.nf_conntrack_(max|tcp_be_liberal))'

/** Bridges of a namespace, their ports, and what is behind each. */
const bridges = (into: string): SeeCommand[] => [
  see('bridge', `${into}bridge -d link`),
  see('bridge', `${into}brctl show`),
  see('fdb', `${into}bridge fdb show`),
  see('vlans', `${into}bridge vlan show`),
]

/** IPVS as the kernel's own file tells it, for hosts without ipvsadm. */
const balancing = (into: string): SeeCommand[] => [
  see('ipvs', `${into}ipvsadm -ln`),
  see('ipvs', `${into}cat /proc/net/ip_vs`),
]

/** The commands behind what is said of a container. */
export function seeContainer(container: Container, namespace: Namespace | null): SeeCommand[] {
  const into =
    namespace === null
      ? container.pid === null
        ? null
        : `nsenter -t ${container.pid} -n `
      : enter(namespace, container.pid)
  const pid = container.pid
  return [
    see('inspect', 'docker inspect', shellQuote(container.id)),
    ...(into === null ? [] : [...inside(into), ...balancing(into)]),
    ...(pid === null
      ? []
      : [see('dns', `cat /proc/${pid}/root/etc/resolv.conf`), see('dns', `cat /proc/${pid}/root/etc/hosts`)]),
  ]
}

/** The commands behind what is said of a network; `bridge` is its bridge or parent, and `namespace` that of an overlay, which the bridge is in. */
export function seeNetwork(network: Network, bridge: Interface | null, namespace: Namespace | null): SeeCommand[] {
  const into = namespace === null ? '' : enter(namespace, null)
  return [
    see(
      'inspect',
      'docker network inspect',
      ...(network.driver === 'overlay' ? ['--verbose'] : []),
      shellQuote(network.id),
    ),
    ...(bridge === null || into === null ? [] : seeDevice(network, bridge, into)),
    ...(namespace === null || into === null
      ? []
      : [
          see('addresses', `${into}ip -d addr`),
          see('neighbours', `${into}ip neigh`),
          see('bridge', `${into}ip -d link show type vxlan`),
          see('fdb', `${into}bridge fdb show`),
          see('firewall', `${into}iptables-save -c`),
        ]),
    ...(network.encrypted ? seeEncryption() : []),
    // The host itself has no route into an overlay.
    ...(namespace === null && network.subnets[0]
      ? [see('routes', 'ip route show', shellQuote(network.subnets[0].subnet))]
      : []),
  ]
}

/** What encrypts an overlay's frames is in the host's own namespace: states and policies of IPsec, and the rules that mark and drop. */
export const seeEncryption = (): SeeCommand[] => [
  see('encryption', 'ip xfrm state'),
  see('encryption', 'ip xfrm policy'),
  see('encryption', 'iptables-save -c -t mangle'),
]

function seeDevice(network: Network, device: Interface, into: string): SeeCommand[] {
  const name = shellQuote(device.name)
  const own = see('addresses', `${into}ip -d addr show dev`, name)
  if (device.type.kind !== 'bridge')
    return [own, see('bridge', `${into}ip -d link show type`, network.driver === 'ipvlan' ? 'ipvlan' : 'macvlan')]
  return [
    own,
    see('bridge', `${into}ip -d link show master`, name),
    see('bridge', `${into}brctl show`, name),
    see('fdb', `${into}bridge fdb show br`, name),
    see('fdb', `${into}brctl showmacs`, name),
    see('vlans', `${into}bridge vlan show`),
    // In the namespace of an overlay, which is not the host's, no rule names the bridge.
    ...(into === '' ? [see('firewall', 'iptables-save -c | grep -F -e', name)] : []),
  ]
}

/** The commands behind what is said of a host; those of swarm only where it is part of one. */
export function seeHost(host: Host): SeeCommand[] {
  return [
    see('inspect', 'docker info'),
    see('inspect', 'docker network ls --no-trunc'),
    ...inside(''),
    ...bridges(''),
    ...balancing(''),
    see('namespaces', 'lsns -t net'),
    see('namespaces', 'ip netns list-id'),
    see('dns', 'cat /etc/resolv.conf'),
    see('dns', 'cat /etc/hosts'),
    ...(host.swarm.state === 'active' && host.swarm.manager ? [see('inspect', 'docker node ls')] : []),
  ]
}

/** The commands that show one namespace, entered by its file. */
export function seeNamespace(namespace: Namespace): SeeCommand[] {
  const into = enter(namespace, null)
  if (into === null) return []
  return [...inside(into), ...bridges(into), ...balancing(into)]
}
