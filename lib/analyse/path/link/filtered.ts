import type { Interface } from '../../../model/interface.ts'
import type { TrafficFilter } from '../../../model/namespace.ts'
import { type Stop, stop } from '../walk/stop.ts'
import type { Trail } from '../walk/trail.ts'
import type { Space } from '../walk/world.ts'
import type { Frame } from './frame.ts'
import { packetOf } from './frame.ts'

/** What stands beside netfilter and is read, but not understood: tc filters and eBPF programs. Null where nothing of the kind is on the device. */
export function filtered(space: Space, device: Interface, side: 'in' | 'out', frame: Frame, trail: Trail): Stop | null {
  const filter = space.namespace.trafficFilters.find(
    (known) => known.device === device.name && isOn(known.direction, side),
  )
  if (!filter) return null
  return stop(
    { space, packet: packetOf(frame), trail },
    'unknown',
    'match-not-understood',
    `Unknown on ${space.label}: ${device.name} has a filter of tc or eBPF, and what it does with the packet is not known.`,
    {
      evidence: {
        kind: 'interface',
        text: filter.text,
        namespaceId: space.id,
        see: `tc filter show dev ${device.name} ${filter.direction === 'egress' ? 'egress' : 'ingress'}`,
      },
    },
  )
}

const isOn = (direction: TrafficFilter['direction'], side: 'in' | 'out'): boolean =>
  side === 'in' ? direction === 'xdp' || direction === 'ingress' : direction === 'egress' || direction === 'root'
