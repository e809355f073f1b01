import type { Interface } from '../../../model/interface.ts'
import type { Evidence } from '../trace.ts'
import type { World } from '../walk/world.ts'
import { linkEvidence } from './link-evidence.ts'

/** Why nobody hears who has an address: the other end of its veth is on no bridge, has no address either, and so leads nowhere. */
export function detachedEnd(
  { interface: devices, spaceOf }: World,
  device: Interface,
): { says: string; evidence: Evidence; toChange: string } | null {
  const end = device.peerId === null ? undefined : devices.get(device.peerId)
  if (!end || end.masterId !== null) return null
  if (end.addresses.some(({ scope }) => scope !== 'link')) return null
  const [holder, outside] = [spaceOf(device), spaceOf(end)]
  if (!holder || !outside || outside.blind !== null) return null
  return {
    says: `${end.name} on ${outside.label}, the other end of ${device.name} of ${holder.label}, is on no bridge`,
    evidence: linkEvidence(end, 'no master'),
    toChange: `${end.name} would have to be on the bridge of its network again (ip link set ${end.name} master BRIDGE).`,
  }
}
