import type { ContainerId, HostId } from '../../../model/id.ts'
import type { Topology } from '../../../model/topology.ts'
import type { Outcome, ReasonCode } from '../trace.ts'
import { type Asked, askPair } from './ask-pair.ts'
import { type Touched, touchedBetween } from './changed-rules.ts'
import { type Classes, classesOf } from './classes.ts'
import { type Company, companyOf } from './company.ts'
import type { End } from './ground.ts'
import { type OpenPort, openPortsOf } from './open-ports.ts'
import { relationOf } from './relation.ts'
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

type Memory = { classes: Classes; relations: Relations; cells: Map<string, Asked> }
const memories = new WeakMap<AllPairs, Memory>()

/** All ordered pairs of hosts and running containers, by classes of equal behaviour. With the pairs of a topology before, only what has changed is asked again. */
export function allPairs(topology: Topology, previous?: AllPairs): AllPairs {
  if (previous?.topology === topology) return previous
  const before = previous && memories.get(previous)
  const classes = classesOf(topology, before?.classes.still ?? null)
  const touched = before && touchedBetween(before.classes, classes)
  const { ends } = classes.still.ground
  const open = ends.map(openPortsOf)
  const relations = relationsOf(classes, before ?? null)
  const made = fill(topology, classes, relations, open, before && touched ? { cells: before.cells, touched } : null)
  const single = new Map<string, Asked>()
  const pairs: AllPairs = {
    topology,
    ends: ends.map(({ kind, host, containers }, at) => ({
      ...{ kind, hostId: host.id, containerIds: containers.map(({ id }) => id), open: open[at] ?? [] },
    })),
    between: (from, to) => {
      const [one, other] = [ends[from], ends[to]]
      if (!one || !other) return []
      return (open[to] ?? []).map((port, at) => {
        const cell = made.cellOf[from * made.columns + (made.firstColumn[to] ?? 0) + at] ?? 0
        const found = made.list[cell] ?? askOnce(single, topology, one, other, port)
        return { ...port, outcome: found.outcome, code: found.code }
      })
    },
    ...{ asked: made.asked, held: made.held },
  }
  memories.set(pairs, { classes, relations, cells: made.cells })
  return pairs
}

/** A pair that no other stands for is asked for when somebody looks at it. */
function askOnce(single: Map<string, Asked>, topology: Topology, from: End, to: End, port: OpenPort): Asked {
  const key = `${from.place} ${to.place} ${port.protocol} ${port.port}`
  const found = single.get(key) ?? askPair(topology, from, to, port)
  single.set(key, found)
  return found
}

type Filled = {
  /** By end that sends and column, which is an end that takes and one of its open ports: a place in `list`. */
  cellOf: Int32Array
  columns: number
  firstColumn: number[]
  list: (Asked | null)[]
  cells: Map<string, Asked>
  asked: number
  held: number
}

type Before = { cells: ReadonlyMap<string, Asked>; touched: Touched }

function fill(
  topology: Topology,
  classes: Classes,
  relations: Relations,
  open: readonly OpenPort[][],
  before: Before | null,
): Filled {
  const { ends } = classes.still.ground
  const firstColumn: number[] = []
  let columns = 0
  for (const ports of open) {
    firstColumn.push(columns)
    columns += ports.length
  }
  // The first place stands for pairs that are asked for one by one.
  const filled: Filled = {
    ...{ cellOf: new Int32Array(ends.length * columns), columns, firstColumn, list: [null], cells: new Map() },
    ...{ asked: 0, held: 0 },
  }
  const places = new Map<string, Map<number | string, number>>()
  const { tied } = classes.rules.ties
  for (const to of ends) {
    if (tied.has(to)) continue
    for (const [at, port] of (open[to.place] ?? []).entries()) {
      const company = companyOf(topology, classes, to, port)
      if (company.ends.some((end) => tied.has(end))) continue
      const column = (firstColumn[to.place] ?? 0) + at
      const target = targetOf(classes, to, port, company)
      const known = places.get(target) ?? new Map<number | string, number>()
      places.set(target, known)
      const senders = company.classesOfSenders
      for (const from of ends) {
        if (tied.has(from)) continue
        const relation = relations.of(from, to)
        const sender = (senders[from.place] ?? 0) * 1_048_576 + relation
        const key = company.ends.length === 0 ? sender : `${sender} ${relations.toAll(from, company.ends)}`
        let place = known.get(key)
        if (place === undefined) {
          const words = `${target}|${senders[from.place]}|${relations.words(from, to)}|${company.ends.map((end) => relations.words(from, end)).join('|')}`
          place = addCell(filled, words, before, () => askPair(topology, from, to, port))
          known.set(key, place)
        }
        filled.cellOf[from.place * columns + column] = place
      }
    }
  }
  return filled
}

function addCell(filled: Filled, words: string, before: Before | null, ask: () => Asked): number {
  const known = before?.cells.get(words)
  const holds = known !== undefined && before?.touched(known.meetings, known.through) === false
  const cell = holds ? known : ask()
  if (holds) filled.held++
  else filled.asked++
  filled.cells.set(words, cell)
  return filled.list.push(cell) - 1
}

/** All that a packet to an open port of an end can tell of where it goes. */
function targetOf(classes: Classes, to: End, { protocol, port }: OpenPort, { ports, ends, hidden }: Company): string {
  const ordered = classes.ordered
  const others = ends.map(
    (end) =>
      `${classes.classAt(end, ports, true, hidden)} ${relationOf(to, end, ordered[to.place], ordered[end.place])}`,
  )
  return [protocol, hidden === undefined ? port : '§', classes.classAt(to, ports, true, hidden), ...others].join(' ')
}
