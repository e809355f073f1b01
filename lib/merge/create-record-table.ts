import type { Contradiction } from '../model/contradiction.ts'
import { replaceSorted } from '../model/replace-sorted.ts'
import type { Telling, United } from './telling.ts'

type Identified = { id: string }

/** What became of one record. */
export type Settled<T> = { id: string; before: T | null; after: T | null; contradictions: Contradiction[] }

/** All records of one kind: what each host tells, and what they are together. */
export type RecordTable<T> = {
  tell(key: string, put: readonly T[], gone: readonly string[]): void
  toldBy(key: string): readonly T[]
  /** The record is united anew though nobody tells it differently. */
  touch(id: string): void
  /** Unites what was told since, and nothing else. */
  settle(): Settled<T>[]
  get(id: string): T | null
  /** Sorted by id; the same list as long as nothing changes. */
  list(): T[]
}

/** `unite` is given what hosts tell of one record, sorted by their keys, one at least. */
export function createRecordTable<T extends Identified>(
  unite: (tellings: readonly Telling<T>[]) => United<T>,
): RecordTable<T> {
  const told = new Map<string, readonly Telling<T>[]>()
  const byKey = new Map<string, Map<string, T>>()
  const merged = new Map<string, T>()
  const dirty = new Set<string>()
  const unlisted = new Set<string>()
  let listed: T[] = []

  function forget(key: string, id: string): void {
    if (!byKey.get(key)?.delete(id)) return
    const rest = told.get(id)?.filter((telling) => telling.key !== key) ?? []
    if (rest.length > 0) told.set(id, rest)
    else told.delete(id)
    dirty.add(id)
  }

  function learn(key: string, own: Map<string, T>, record: T): void {
    const others = told.get(record.id)?.filter((telling) => telling.key !== key) ?? []
    told.set(record.id, [...others, { key, record }].sort(byTeller))
    own.set(record.id, record)
    dirty.add(record.id)
  }

  function settleOne(id: string): Settled<T> | null {
    const tellings = told.get(id)
    const before = merged.get(id) ?? null
    const united = tellings ? unite(tellings) : { record: null, contradictions: [] }
    const after = united.record
    if (after) merged.set(id, after)
    else merged.delete(id)
    if (before !== after) unlisted.add(id)
    return before || after ? { id, before, after, contradictions: united.contradictions } : null
  }

  return {
    tell(key, put, gone) {
      for (const id of gone) forget(key, id)
      if (put.length === 0) return
      const own = byKey.get(key) ?? new Map<string, T>()
      byKey.set(key, own)
      for (const record of put) learn(key, own, record)
    },
    toldBy: (key) => [...(byKey.get(key)?.values() ?? [])],
    touch: (id) => dirty.add(id),
    settle() {
      const settled = [...dirty].flatMap((id) => settleOne(id) ?? [])
      dirty.clear()
      return settled
    },
    get: (id) => merged.get(id) ?? null,
    list() {
      if (unlisted.size === 0) return listed
      const put = new Map<string, T>()
      for (const id of unlisted) {
        const record = merged.get(id)
        if (record) put.set(id, record)
      }
      listed = replaceSorted(listed, ({ id }) => id, put, unlisted)
      unlisted.clear()
      return listed
    },
  }
}

const byTeller = (a: { key: string }, b: { key: string }): number => (a.key < b.key ? -1 : 1)
