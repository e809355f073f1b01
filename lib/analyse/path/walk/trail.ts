import type { HostId, InterfaceId, NamespaceId } from '../../../model/id.ts'
import type { Interface } from '../../../model/interface.ts'
import { describePacket, type Packet } from '../packet.ts'
import type { Evidence, Hop, Step } from '../trace.ts'
import type { Space } from './world.ts'

type Entry =
  | { kind: 'enter'; hostId: HostId | null; namespaceId: NamespaceId | null; by: InterfaceId | null; packet: Packet }
  | { kind: 'leave'; by: InterfaceId }
  | { kind: 'note'; step: Step }

/** What happened so far, the newest first. Never altered: ways that part share what they have in common. */
export type Trail = { before: Trail | null; entry: Entry } | null

export const enter = (trail: Trail, space: Space, by: Interface | null, packet: Packet): Trail => ({
  before: trail,
  entry: { kind: 'enter', hostId: space.host.id, namespaceId: space.id, by: by?.id ?? null, packet },
})

/** What no agent reads: a wire, a router, the outside. */
export const enterUnseen = (trail: Trail, packet: Packet): Trail => ({
  before: trail,
  entry: { kind: 'enter', hostId: null, namespaceId: null, by: null, packet },
})

export const leave = (trail: Trail, { id }: Interface): Trail => ({ before: trail, entry: { kind: 'leave', by: id } })

export const note = (trail: Trail, kind: Step['kind'], says: string, evidence: Evidence | null = null): Trail => ({
  before: trail,
  entry: { kind: 'note', step: { kind, says, evidence } },
})

export const noteAll = (trail: Trail, steps: readonly Step[]): Trail =>
  steps.reduce<Trail>((before, step) => ({ before, entry: { kind: 'note', step } }), trail)

/** How many namespaces were entered: what a loop is known by. */
export function lengthOf(trail: Trail): number {
  let length = 0
  for (let at = trail; at; at = at.before) if (at.entry.kind === 'enter') length++
  return length
}

/** The stays in order, with their steps. A namespace entered again by another interface without having been left is one stay. */
export function hopsOf(trail: Trail): Hop[] {
  const entries: Entry[] = []
  for (let at = trail; at; at = at.before) entries.push(at.entry)
  const hops: Hop[] = []
  for (const entry of entries.reverse()) {
    const last = hops.at(-1)
    if (entry.kind === 'enter') {
      const { hostId, namespaceId, by, packet } = entry
      if (last && last.namespaceId === namespaceId && namespaceId !== null && last.leavesBy === null) continue
      hops.push({ hostId, namespaceId, arrivesBy: by, leavesBy: null, packet: describePacket(packet), steps: [] })
    } else if (last && entry.kind === 'leave') last.leavesBy = entry.by
    else if (last && entry.kind === 'note') last.steps.push(entry.step)
  }
  return hops
}
