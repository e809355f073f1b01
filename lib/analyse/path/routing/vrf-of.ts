import type { Interface } from '../../../model/interface.ts'
import type { CompiledRouting } from './compile-routing.ts'

/** The VRF that an interface is or belongs to; null where it is in none. */
export function vrfOf(routing: CompiledRouting, device: Interface | null): Interface | null {
  if (device === null) return null
  if (isVrf(device)) return device
  const master = device.masterId === null ? undefined : routing.byId.get(device.masterId)
  return master && isVrf(master) ? master : null
}

const isVrf = ({ type }: Interface): boolean => type.kind === 'other' && type.name === 'vrf'

/** The table of the VRF that one of two interfaces is in; null where neither is, `undefined` where it was not read. */
export function vrfTableOf(
  routing: CompiledRouting,
  outInterface: string | null,
  inInterface: string,
): string | null | undefined {
  const named = (name: string | null): Interface | null => (name === null ? null : routing.deviceNamed(name))
  const vrf = vrfOf(routing, named(outInterface)) ?? vrfOf(routing, named(inInterface))
  if (!vrf) return null
  return vrf.type.kind === 'other' && vrf.type.table !== undefined ? String(vrf.type.table) : undefined
}
