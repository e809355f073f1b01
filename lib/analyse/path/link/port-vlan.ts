import type { Interface, VlanMembership } from '../../../model/interface.ts'
import type { Frame } from './frame.ts'

type Filtered = { kind: 'filtered'; says: string; toChange: string }
/** The VLAN that a frame is in inside a bridge; null where the bridge does not filter and only the frame's own tag counts. */
export type VlanPass = { kind: 'passes'; id: number | null; tag: number | null }

const filters = (bridge: Interface): boolean => bridge.type.kind === 'bridge' && bridge.type.vlanFiltering

/** A bridge is a member of VLANs itself, as its ports are: those in which its host is. */
const membershipsOf = ({ type, bridgePort }: Interface): readonly VlanMembership[] =>
  (type.kind === 'bridge' ? type.vlans : bridgePort?.vlans) ?? []

const covers = ({ id, end }: VlanMembership, vlan: number): boolean => vlan >= id && vlan <= (end ?? id)

/** br_allowed_ingress. `port` null: the bridge's own frame. */
export function vlanIn(bridge: Interface, port: Interface | null, frame: Frame): VlanPass | Filtered {
  if (!filters(bridge)) return { kind: 'passes', id: null, tag: frame.vlan }
  const member = port ?? bridge
  const memberships = membershipsOf(member)
  const id = frame.vlan ?? memberships.find(({ flags }) => flags.includes('PVID'))?.id ?? null
  if (id === null || !memberships.some((one) => covers(one, id)))
    return {
      kind: 'filtered',
      says: `${bridge.name} filters by VLAN, and ${member.name} takes no ${frame.vlan === null ? 'frame without a tag' : `frame of VLAN ${frame.vlan}`}`,
      toChange: `${member.name} would have to be a member of the VLAN (bridge vlan add${port === null ? ' ... self' : ''}).`,
    }
  return { kind: 'passes', id, tag: null }
}

/** br_allowed_egress and br_handle_vlan. `port` is the bridge itself where the frame goes up to its host. */
export function vlanOut(bridge: Interface, port: Interface, { id, tag }: VlanPass): VlanPass | Filtered {
  if (!filters(bridge) || id === null) return { kind: 'passes', id, tag }
  const membership = membershipsOf(port).find((one) => covers(one, id))
  if (!membership)
    return {
      kind: 'filtered',
      says: `${bridge.name} filters by VLAN, and ${port.name} is no member of VLAN ${id}`,
      toChange: `${port.name} would have to be a member of VLAN ${id} (bridge vlan add${port === bridge ? ' ... self' : ''}).`,
    }
  return { kind: 'passes', id, tag: membership.flags.includes('Egress Untagged') ? null : id }
}
