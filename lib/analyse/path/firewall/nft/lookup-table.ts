import type { Effect } from '../compiled-firewall.ts'
import { fits, type Piece } from './data-type.ts'
import type { Known } from './seen.ts'

export type SetElement = {
  /** One a part of a concatenated key. */
  key: readonly Piece[]
  /** What a map gives for it; null in a set. */
  data: { kind: 'verdict'; effects: readonly Effect[] } | { kind: 'value'; pieces: readonly Piece[] } | null
  /** Why it cannot be told whether the element counts, e.g. a limit of its own. */
  doubt: string | null
}

/** The elements of a set or a map, found by key: exact ones by their value, numbers in intervals by halving, the rest one by one. */
export class LookupTable {
  readonly #exact = new Map<Known, SetElement>()
  readonly #intervals: { low: Known; high: Known; element: SetElement }[] = []
  readonly #others: SetElement[] = []
  #catchAll: SetElement | null = null
  /** Why the set may hold more than was understood. */
  readonly fault: string | null

  constructor(elements: readonly SetElement[], fault: string | null) {
    this.fault = fault
    for (const element of elements) this.#add(element)
    this.#intervals.sort((a, b) => (a.low < b.low ? -1 : a.low > b.low ? 1 : 0))
  }

  #add(element: SetElement): void {
    const [first] = element.key
    const values = element.key.map((piece) => (piece.kind === 'one' ? piece.value : null))
    if (values.every((value) => value !== null)) this.#exact.set(keyOf(values), element)
    else if (element.key.length === 1 && first?.kind === 'any') this.#catchAll = element
    else if (element.key.length === 1 && first?.kind === 'range')
      this.#intervals.push({ low: first.low, high: first.high, element })
    else this.#others.push(element)
  }

  find(values: readonly Known[]): SetElement | null {
    return (
      this.#exact.get(keyOf(values)) ??
      this.#inInterval(values) ??
      this.#others.find(({ key }) => key.every((piece, at) => fits(piece, values[at] ?? ''))) ??
      this.#catchAll
    )
  }

  #inInterval(values: readonly Known[]): SetElement | null {
    const value = values[0]
    if (value === undefined || values.length > 1 || this.#intervals.length === 0) return null
    let first = 0
    let last = this.#intervals.length - 1
    while (first <= last) {
      const middle = (first + last) >> 1
      const interval = this.#intervals[middle]
      if (interval === undefined) return null
      if (value < interval.low) last = middle - 1
      else if (value > interval.high) first = middle + 1
      else return interval.element
    }
    return null
  }
}

const keyOf = (values: readonly Known[]): Known => (values.length === 1 ? (values[0] ?? '') : values.join(' . '))
