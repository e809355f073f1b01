import type { Interface, InterfaceAddress } from '../../../model/interface.ts'
import { blockOf, contains, type Ip, ipOf } from '../ip.ts'
import type { CompiledRouting } from './compile-routing.ts'
import { highestSetting } from './device-setting.ts'
import { selectSource6 } from './select-source-6.ts'
import { vrfOf } from './vrf-of.ts'

const scopes: Readonly<Record<string, number>> = { global: 0, site: 200, link: 253, host: 254, nowhere: 255 }

/** The number of a scope as `ip` names or numbers it. */
export const scopeOf = (name: string | null): number => (name === null ? 0 : (scopes[name] ?? Number(name)))

/**
 * The address that the kernel takes for packets out of a device (`inet_select_addr`, RFC 6724 for IPv6). `towards` is the next hop in IPv4, the
 * destination in IPv6; `scope` the route's. Null where there is none.
 */
export function selectSource(routing: CompiledRouting, device: Interface, towards: Ip, scope = 0): Ip | null {
  if (towards.family === 'inet6') return selectSource6(routing, device, towards)
  const own = firstOf(device, towards, scope, isLoopbackOpen(routing, device))
  if (own) return own
  const vrf = vrfOf(routing, device)
  const others = routing.interfaces.filter((other) => vrfOf(routing, other) === vrf).sort((a, b) => a.index - b.index)
  const first = vrf ?? others.find(({ type }) => type.kind === 'loopback')
  for (const other of first ? [first, ...others] : others) {
    const found = other.addresses.find(
      (address) => isPrimary(address) && address.scope !== 'link' && scopeOf(address.scope) <= scope,
    )
    if (found) return ipOf(found.prefix)
  }
  return null
}

function firstOf({ addresses }: Interface, towards: Ip, scope: number, loopbackOpen: boolean): Ip | null {
  const highest = loopbackOpen ? 253 : 254
  let first: Ip | null = null
  for (const address of addresses) {
    if (!isPrimary(address) || Math.min(scopeOf(address.scope), highest) > scope) continue
    const block = blockOf(address.prefix)
    if (block && contains(block, towards)) return ipOf(address.prefix)
    first ??= ipOf(address.prefix)
  }
  return first
}

const isPrimary = ({ family, flags }: InterfaceAddress): boolean => family === 'inet' && !flags.includes('secondary')

const isLoopbackOpen = (routing: CompiledRouting, { name }: Interface): boolean =>
  (highestSetting(routing, name, 'route_localnet') ?? 0) > 0
