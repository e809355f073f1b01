import type { ContainerId, HostId } from '../../../model/id.ts'
import type { Topology } from '../../../model/topology.ts'
import type { Outcome, ReasonCode } from '../trace.ts'
import { askPair } from './ask-pair.ts'
import type { Asked } from './asked.ts'
import { touchedBetween } from './changed-rules.ts'
import { type Classes, classesOf } from './classes.ts'
import { type Filled, fill } from './fill.ts'
import type { End } from './ground.ts'
import { type OpenPort, openPortsOf } from './open-ports.ts'
import { type Relations, relationsOf } from './relations-of.ts'

export type PairEnd = {
  kind: 'container' | 'host'
  hostId: HostId
  /** Those in one namespace; none of a host. */
  containerIds: ContainerId[]
  open: OpenPort[]
}

export type PairAnswer = OpenPort & { outcome: Outcome; code: ReasonCode }

/** Who reaches whom, on every port that is open there. */
export type AllPairs = {
  topology: Topology
  ends: PairEnd[]
  /** By the places of two ends in `ends`: an answer for each of the second's open ports, in their order. */
  between: (from: number, to: number) => PairAnswer[]
  /** How many ways were traced for it, and how many of before still hold. */
  asked: number
  held: number
}

type Memory = { classes: Classes; relations: Relations; filled: Filled }
const memories = new WeakMap<AllPairs, Memory>()

/** All ordered pairs of hosts and running containers, by classes of equal behaviour. With the pairs of a topology before, only what has changed is asked again. */
export function allPairs(topology: Topology, previous?: AllPairs): AllPairs {
  if (previous?.topology === topology) return previous
  const before = previous && memories.get(previous)
  const classes = classesOf(topology, before?.classes ?? null)
  const { ends } = classes.still.ground
  const relations = relationsOf(classes, before ?? null)
  const touched = before && touchedBetween(before.classes, classes)
  const filled = fill(topology, classes, relations, before && touched ? { ...before.filled, touched } : null)
  const single = new Map<string, Asked>()
  const pairs: AllPairs = {
    topology,
    ends: ends.map((end) => ({
      ...{ kind: end.kind, hostId: end.host.id, containerIds: end.containers.map(({ id }) => id) },
      open: openPortsOf(end),
    })),
    between: (from, to) => {
      const [one, other] = [ends[from], ends[to]]
      if (!one || !other) return []
      return openPortsOf(other).map((port, at) => {
        const cell = filled.cellOf[from * filled.columns.length + (filled.firstColumn[to] ?? 0) + at] ?? 0
        const found = filled.list[cell]?.asked ?? askOnce(single, topology, one, other, port)
        return { ...port, outcome: found.outcome, code: found.code }
      })
    },
    ...{ asked: filled.asked, held: filled.held },
  }
  memories.set(pairs, { classes, relations, filled })
  return pairs
}

/** A pair that no other stands for is asked for when somebody looks at it. */
function askOnce(single: Map<string, Asked>, topology: Topology, from: End, to: End, port: OpenPort): Asked {
  const key = `${from.place} ${to.place} ${port.protocol} ${port.port}`
  const found = single.get(key) ?? askPair(topology, { from, to, port, others: [] })
  single.set(key, found)
  return found
}
