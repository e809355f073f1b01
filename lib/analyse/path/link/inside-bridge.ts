import type { Interface } from '../../../model/interface.ts'
import type { Evidence } from '../trace.ts'
import type { Trail } from '../walk/trail.ts'
import { type Space, sysctlOf } from '../walk/world.ts'
import type { Frame } from './frame.ts'
import type { VlanPass } from './port-vlan.ts'

/** Where a copy of a frame is inside a bridge; `from` is null where its host sends it. */
export type Inside = {
  space: Space
  bridge: Interface
  from: Interface | null
  frame: Frame
  vlan: VlanPass
  trail: Trail
}

/** Whether br_netfilter hands the frame to iptables or ip6tables. ARP goes elsewhere, and frames with a tag are left out unless they are asked for. */
export function callsIptables(space: Space, bridge: Interface, { payload, vlan }: Frame): boolean {
  if (bridge.type.kind !== 'bridge') return false
  if (vlan !== null && sysctlOf(space, 'net.bridge.bridge-nf-filter-vlan-tagged') !== '1') return false
  const family = payload.kind === 'packet' ? payload.packet.family : payload.target.family
  if (family === 'inet') {
    const isCalled = bridge.type.nfCallIptables || sysctlOf(space, 'net.bridge.bridge-nf-call-iptables') === '1'
    return payload.kind === 'packet' && isCalled
  }
  return bridge.type.nfCallIp6tables || sysctlOf(space, 'net.bridge.bridge-nf-call-ip6tables') === '1'
}

/** A port of a bridge as `bridge link` shows it. */
export const portEvidence = ({ name, bridgePort, namespaceId }: Interface): Evidence => ({
  kind: 'interface',
  text: [
    `${name}: state ${bridgePort?.state ?? 'unknown'}`,
    ...(bridgePort?.isolated ? ['isolated'] : []),
    ...(bridgePort?.hairpin ? ['hairpin'] : []),
    ...(bridgePort?.locked ? ['locked'] : []),
    ...(bridgePort?.withheld ?? []).map((kind) => `${floodWords[kind]} off`),
  ].join(', '),
  namespaceId,
  see: `bridge -d link show dev ${name}`,
})

/** What `bridge link` calls the flooding of such frames. */
export const floodWords = { unicast: 'flood', multicast: 'mcast_flood', broadcast: 'bcast_flood' } as const
