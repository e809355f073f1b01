import type { Family } from '../../../model/address.ts'
import type { Interface } from '../../../model/interface.ts'
import type { Hook, HookPlace } from '../firewall/compiled-firewall.ts'
import { type Ip, ipOf } from '../ip.ts'
import { addressType } from '../routing/address-type.ts'
import { lookupRoute } from '../routing/lookup-route.ts'
import type { Space } from '../walk/world.ts'

type Given = {
  level?: HookPlace['level']
  in?: Interface | null
  out?: Interface | null
  port?: Interface | null
  outPort?: Interface | null
  sourceMac?: string | null
  destinationMac?: string | null
  /** The address that the route out of the namespace prefers. */
  outAddress?: Ip | null
  vlan?: number | null
  again?: boolean
}

/** Where in a namespace a packet meets a hook. */
export function placeAt(space: Space, hook: Hook, given: Given): HookPlace {
  const { in: into = null, out = null } = given
  return {
    hook,
    level: given.level ?? 'ip',
    inInterface: into?.name ?? null,
    outInterface: out?.name ?? null,
    physicalIn: given.port?.name ?? null,
    physicalOut: given.outPort?.name ?? null,
    sourceMac: given.sourceMac ?? null,
    destinationMac: given.destinationMac ?? null,
    masqueradeAddress() {
      return given.outAddress ?? null
    },
    redirectAddress(family) {
      return hook === 'output' ? ipOf(family === 'inet' ? '127.0.0.1' : '::1') : firstAddress(into, family)
    },
    addressType(ip) {
      return addressType(space.routing, ip)
    },
    routeInterface(ip, { by, mark }) {
      return routeInterface(space, ip, by, mark)
    },
    vlan: given.vlan ?? null,
    again: given.again ?? false,
  }
}

/** IPv4's secondary addresses do not count (nf_nat_redirect_ipv4), nor those of IPv6 that are not checked yet. */
function firstAddress(device: Interface | null, family: Family): Ip | null {
  const skipped = family === 'inet' ? 'secondary' : 'tentative'
  const first = device?.addresses.find((address) => address.family === family && !address.flags.includes(skipped))
  return first ? ipOf(first.prefix) : null
}

/** What `fib` asks: the interface that the way to an address leaves by. */
function routeInterface(space: Space, ip: Ip, by: string | null, mark: number): string | null | undefined {
  const answer = lookupRoute(space.routing, {
    ...{ destination: ip, source: null, protocol: 'icmp', sourcePort: 0, destinationPort: 0, mark },
    ...{ inInterface: 'lo', outInterface: by },
  })
  if (answer.kind === 'forward') return answer.device.name
  if (answer.kind === 'local') return answer.device?.name ?? null
  return answer.kind === 'unknown' || answer.kind === 'several' ? undefined : null
}
