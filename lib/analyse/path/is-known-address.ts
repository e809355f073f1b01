import type { Topology } from '../../model/topology.ts'
import { keptFor } from '../kept-for.ts'
import { blockOf, contains, type Ip, type IpBlock, ipOf } from './ip.ts'

type Known = { addresses: Set<Ip>; blocks: IpBlock[] }

const knownIn = keptFor(gather)

/** Whether an address belongs to something in the topology: to an interface, a container, a service, a node, or inside a Docker network. */
export function isKnownAddress(topology: Topology, address: string): boolean {
  const ip = ipOf(address)
  if (!ip) return false
  const known = knownIn(topology)
  return known.addresses.has(ip) || known.blocks.some((block) => contains(block, ip))
}

function gather({ interfaces, endpoints, networks, services, nodes, namespaces }: Topology): Known {
  const addresses = new Set<Ip>()
  const add = (text: string | null) => {
    const ip = text === null ? null : ipOf(text)
    if (ip) addresses.add(ip)
  }
  for (const { addresses: own } of interfaces) for (const { prefix } of own) add(prefix)
  for (const { ipv4, ipv6, gateway4, gateway6 } of endpoints)
    for (const text of [ipv4, ipv6, gateway4, gateway6]) add(text)
  for (const { onHosts } of networks) for (const { peers } of onHosts) for (const peer of peers) add(peer.address)
  for (const { virtualIps } of services) for (const { address } of virtualIps) add(address)
  for (const { address } of nodes) add(address)
  for (const { neighbours } of namespaces) for (const { address } of neighbours) add(address)
  const subnets = networks.flatMap((network) => network.subnets.map(({ subnet }) => blockOf(subnet)))
  const loopback = [blockOf('127.0.0.0/8')]
  return { addresses, blocks: [...subnets, ...loopback].filter((block) => block !== null) }
}
