import ipaddr from 'ipaddr.js'
import type { HostView } from '../model/topology.ts'

/** To all, to many, to nobody. */
const neverSentTo = new Set(['multicast', 'broadcast', 'unspecified'])
/** A route to more than that says nothing of what lies there: default routes, and the halves that tunnels lay over them. */
const shortestRoute = { ipv4: 8, ipv6: 16 }

/**
 * Whether an address is one that this host has to do with: its own, its containers', those of its Docker networks and of its swarm, or one that a
 * route other than the default leads to. The rest of the world is not for its probes.
 */
export function isWithinHostNetworks(view: HostView, address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const target = ipaddr.parse(address)
  if (neverSentTo.has(target.range())) return false
  const text = target.toString()
  for (const known of singleAddresses(view)) {
    if (known !== null && bare(known) === text) return true
  }
  for (const block of blocks(view)) {
    const parsed = parseBlock(block)
    if (!parsed || parsed[0].kind() !== target.kind() || parsed[1] < shortestRoute[target.kind()]) continue
    if (target.match(parsed)) return true
  }
  return false
}

function* singleAddresses(view: HostView): Generator<string | null> {
  for (const { addresses } of view.interfaces) for (const { prefix } of addresses) yield prefix
  for (const { ipv4, ipv6, gateway4, gateway6 } of view.endpoints) yield* [ipv4, ipv6, gateway4, gateway6]
  for (const { onHosts } of view.networks) for (const { peers } of onHosts) for (const peer of peers) yield peer.address
  for (const { virtualIps } of view.services) for (const { address } of virtualIps) yield address
  for (const { address } of view.nodes) yield address
}

function* blocks(view: HostView): Generator<string> {
  for (const { subnets } of view.networks) for (const { subnet } of subnets) yield subnet
  for (const { routes } of view.namespaces)
    for (const { type, destination } of routes) if (type === 'unicast' || type === 'local') yield destination
}

const bare = (prefix: string): string => prefix.replace(/\/.*$/, '')

/** An address alone is a block of one; null for `default`. */
function parseBlock(text: string): [ipaddr.IPv4 | ipaddr.IPv6, number] | null {
  if (ipaddr.isValidCIDR(text)) return ipaddr.parseCIDR(text)
  if (!ipaddr.isValid(text)) return null
  const address = ipaddr.parse(text)
  return [address, address.kind() === 'ipv4' ? 32 : 128]
}
