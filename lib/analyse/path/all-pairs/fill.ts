import type { Topology } from '../../../model/topology.ts'
import { askPair } from './ask-pair.ts'
import type { Asked, Pair } from './asked.ts'
import type { Touched } from './changed-rules.ts'
import type { Classes } from './classes.ts'
import { type Column, columnsOf } from './column.ts'
import type { End } from './ground.ts'
import { openPortsOf } from './open-ports.ts'
import type { Relations } from './relations-of.ts'

/** One way, for all pairs of its classes; `words` say all that the answer depends on. */
type Cell = { words: string; asked: Asked }

export type Filled = {
  /** By end that sends and column: a place in `list`. */
  cellOf: Int32Array
  columns: readonly Column[]
  /** By place of an end. */
  firstColumn: readonly number[]
  /** Null in the first place: pairs that are asked for one by one. */
  list: readonly (Cell | null)[]
  /** By words. */
  places: ReadonlyMap<string, number>
  asked: number
  held: number
}

type Before = Filled & { touched: Touched }

/** Finds the way for each pair. Pairs whose ends are what they were keep theirs together; of others, each is looked at. */
export function fill(topology: Topology, classes: Classes, relations: Relations, before: Before | null): Filled {
  const { ends } = classes.still.ground
  const isSameGround = before !== null && classes.changed !== null
  const known = isSameGround ? { columns: before.columns, hasRelations: relations.isKept } : null
  const columns = columnsOf(topology, classes, known)
  const width = columns.length
  const open = columns.flatMap(({ isTied }, at) => (isTied ? [] : [at]))
  const steady = open.filter((at) => columns[at]?.isSteady)
  const unsteady = open.filter((at) => !columns[at]?.isSteady)
  const cells = cellsOf(topology, columns, before)
  const oldOf = isSameGround ? before.cellOf : null
  const cellOf = new Int32Array(ends.length * width)
  const seek = seekerOf(columns, relations, cells, isSameGround ? before : null)
  for (const from of ends) {
    if (classes.rules.ties.tied.has(from)) continue
    const start = from.place * width
    const isSteady = oldOf !== null && relations.isKept && classes.changed?.has(from) === false
    if (isSteady) for (const at of steady) cellOf[start + at] = cells.carry(oldOf[start + at] ?? 0, from, at)
    for (const at of isSteady ? unsteady : open) cellOf[start + at] = seek(from, at, oldOf?.[start + at] ?? 0)
  }
  return { cellOf, columns, firstColumn: firstColumns(ends), ...cells.found }
}

function firstColumns(ends: readonly End[]): number[] {
  let next = 0
  return ends.map((end) => {
    const first = next
    next += openPortsOf(end).length
    return first
  })
}

const pairOf = (from: End, { to, port, company: { ends } }: Column): Pair => ({ from, to, port, others: ends })

type Cells = {
  found: Pick<Filled, 'list' | 'asked' | 'held' | 'places'>
  /** The place of what was in a place before, for a pair that is what it was. */
  carry: (old: number, from: End, at: number) => number
  /** The place for words; `kept` says what else was found out before. */
  add: (words: string, from: End, column: Column, kept: () => Asked | null) => number
}

function cellsOf(topology: Topology, columns: readonly Column[], before: Before | null): Cells {
  const list: (Cell | null)[] = [null]
  const places = new Map<string, number>()
  const found = { list, places, asked: 0, held: 0 }
  const carried = new Int32Array(before?.list.length ?? 0).fill(-1)
  const heldOf = (old: number): Asked | null => {
    const asked = before?.list[old]?.asked
    return asked && !before?.touched.byGeneral(asked) ? asked : null
  }
  const add: Cells['add'] = (words, from, column, kept) => {
    const known = places.get(words)
    if (known !== undefined) return known
    const held = heldOf(before?.places.get(words) ?? 0) ?? kept()
    if (held) found.held++
    else found.asked++
    const place = list.push({ words, asked: held ?? askPair(topology, pairOf(from, column)) }) - 1
    places.set(words, place)
    return place
  }
  const carryFirst: Cells['carry'] = (old, from, at) => {
    const [cell, column] = [before?.list[old], columns[at]]
    const place = cell && column ? add(cell.words, from, column, () => null) : 0
    carried[old] = place
    return place
  }
  return {
    found,
    add,
    carry: (old, from, at) => {
      const known = carried[old] ?? -1
      return known < 0 ? carryFirst(old, from, at) : known
    },
  }
}

/** Finds the place of a pair by what its ends are and how they stand to each other. */
function seekerOf(
  columns: readonly Column[],
  relations: Relations,
  { add }: Cells,
  before: Before | null,
): (from: End, at: number, old: number) => number {
  const ofTarget = new Map<string, Map<number | string, number>>()
  const ofColumn = columns.map(({ target }) => {
    const found = ofTarget.get(target) ?? new Map<number | string, number>()
    ofTarget.set(target, found)
    return found
  })
  return (from, at, old) => {
    const [column, places] = [columns[at], ofColumn[at]]
    if (!column || !places) return 0
    const { to, company, target } = column
    const senderClass = company.senderClass(from)
    const sender = senderClass * 1_048_576 + relations.of(from, to)
    const key = company.ends.length === 0 ? sender : `${sender} ${relations.toAll(from, company.ends)}`
    const place = places.get(key)
    if (place !== undefined) return place
    const others = company.ends.map((end) => relations.words(from, end)).join('|')
    const words = `${target}|${senderClass}|${relations.words(from, to)}|${others}`
    const made = add(words, from, column, () => {
      const asked = column.hasCompany ? before?.list[old]?.asked : undefined
      return asked && !before?.touched.byAny(asked, pairOf(from, column)) ? asked : null
    })
    places.set(key, made)
    return made
  }
}
