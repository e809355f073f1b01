import type { Container } from '../model/container.ts'
import type { Host } from '../model/host.ts'
import type { Interface } from '../model/interface.ts'
import type { Namespace } from '../model/namespace.ts'
import type { Network } from '../model/network.ts'
import { shellQuote } from './shell-quote.ts'

/** A command to be run on the host, and what it shows. */
export type SeeCommand = {
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
  command: string
}

const see = (part: SeeCommand['part'], ...words: string[]): SeeCommand => ({ part, command: words.join(' ') })

/** How to enter a namespace: by its file, else by a process in it; null where neither is known. Empty for the host's own. */
function enter(namespace: Pick<Namespace, 'kind' | 'file' | 'pid'>, pid: number | null): string | null {
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
  see('neighbours', `${into}ip neigh`),
  see('sockets', `${into}ss -lntup`),
  see('firewall', `${into}iptables-save -c`),
  see('firewall', `${into}ip6tables-save -c`),
  see('firewall', `${into}nft list ruleset`),
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
    ...(into === null ? [] : inside(into)),
    ...(pid === null
      ? []
      : [see('dns', `cat /proc/${pid}/root/etc/resolv.conf`), see('dns', `cat /proc/${pid}/root/etc/hosts`)]),
  ]
}

/** The commands behind what is said of a network; `bridge` is its bridge on the host where they are run. */
export function seeNetwork(network: Network, bridge: Interface | null, namespace: Namespace | null): SeeCommand[] {
  const name = bridge === null ? null : shellQuote(bridge.name)
  const into = namespace === null ? null : enter(namespace, null)
  return [
    see('inspect', 'docker network inspect', shellQuote(network.id)),
    ...(name === null || bridge === null ? [] : [see('addresses', 'ip -d addr show dev', name)]),
    ...(name === null || bridge?.type.kind !== 'bridge'
      ? []
      : [
          see('bridge', 'ip -d link show master', name),
          see('bridge', 'brctl show', name),
          see('fdb', 'bridge fdb show br', name),
          see('vlans', 'bridge vlan show'),
          see('firewall', 'iptables-save -c | grep -F -e', name),
        ]),
    ...(name === null || bridge?.type.kind === 'bridge'
      ? []
      : [see('bridge', 'ip -d link show type', network.driver === 'ipvlan' ? 'ipvlan' : 'macvlan')]),
    ...(into === null
      ? []
      : [
          see('addresses', `${into}ip -d addr`),
          see('neighbours', `${into}ip neigh`),
          see('fdb', `${into}bridge fdb show`),
        ]),
    ...(network.subnets[0] ? [see('routes', 'ip route show', shellQuote(network.subnets[0].subnet))] : []),
  ]
}

/** The commands behind what is said of a host; those of swarm only where it is part of one. */
export function seeHost(host: Host): SeeCommand[] {
  return [
    see('inspect', 'docker info'),
    see('inspect', 'docker network ls --no-trunc'),
    ...inside(''),
    see('bridge', 'bridge -d link'),
    see('bridge', 'brctl show'),
    see('fdb', 'bridge fdb show'),
    see('vlans', 'bridge vlan show'),
    see(
      'sysctls',
      'sysctl -a --pattern',
      shellQuote('net.ipv[46].(ip_forward|conf.*(forwarding|rp_filter|proxy_arp))|bridge-nf-call'),
    ),
    ...(host.swarm.state === 'active'
      ? [see('inspect', 'docker node ls'), see('ipvs', 'nsenter --net=/run/docker/netns/ingress_sbox ipvsadm -ln')]
      : []),
  ]
}

/** The commands that show one namespace, entered by its file. */
export function seeNamespace(namespace: Namespace): SeeCommand[] {
  const into = enter(namespace, null)
  if (into === null) return []
  return [
    ...inside(into),
    see('fdb', `${into}bridge fdb show`),
    ...(namespace.ipvs.length > 0 ? [see('ipvs', `${into}ipvsadm -ln`)] : []),
  ]
}
