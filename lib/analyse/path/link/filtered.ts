import type { Interface } from '../../../model/interface.ts'
import type { TrafficFilter } from '../../../model/namespace.ts'
import { type Stop, stop } from '../walk/stop.ts'
import type { Trail } from '../walk/trail.ts'
import type { Space } from '../walk/world.ts'
import { askFilters } from './ask-filters.ts'
import type { Frame } from './frame.ts'
import { packetOf } from './frame.ts'

type Direction = TrafficFilter['direction']

/** What stands beside netfilter: filters of tc, queues and eBPF programs, in the order in which a frame meets them. */
const directions: Record<'in' | 'out', readonly Direction[]> = { in: ['xdp', 'ingress'], out: ['egress', 'root'] }

/** Null where nothing of the kind is on the device, or what is there lets the frame pass; what is not understood is named. */
export function filtered(space: Space, device: Interface, side: 'in' | 'out', frame: Frame, trail: Trail): Stop | null {
  const { trafficFilters } = space.namespace
  if (trafficFilters.length === 0) return null
  for (const direction of directions[side]) {
    const there = trafficFilters.filter((known) => known.device === device.name && known.direction === direction)
    const answer = askFilters(there, frame)
    if (answer.kind === 'pass') continue
    const { filter } = answer
    const at = { space, packet: packetOf(frame), trail }
    const evidence = evidenceOf(space, device, filter)
    if (answer.kind === 'drop')
      return stop(
        at,
        'dropped',
        'rule-drop',
        `Dropped on ${space.label} by \`${filter.text}\`: ${device.name} has a ${filter.text.startsWith('qdisc') ? 'queue' : 'filter'} of tc.`,
        { evidence, toChange: `That ${filter.text.startsWith('qdisc') ? 'queue' : 'filter'} would have to go.` },
      )
    return stop(
      at,
      'unknown',
      'match-not-understood',
      `Unknown on ${space.label}: ${device.name} has a filter of tc or eBPF, and what it does with the packet is not known.`,
      { evidence },
    )
  }
  return null
}

const evidenceOf = (space: Space, device: Interface, { direction, text }: TrafficFilter) => ({
  ...{ kind: 'interface' as const, text, namespaceId: space.id },
  see: text.startsWith('qdisc')
    ? `tc qdisc show dev ${device.name}`
    : `tc filter show dev ${device.name} ${direction === 'egress' ? 'egress' : 'ingress'}`,
})
