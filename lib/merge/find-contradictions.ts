import type { Contradiction } from '../model/contradiction.ts'
import { ContradictionId, HostId } from '../model/id.ts'
import { plainText } from './plain-text.ts'
import type { Telling } from './telling.ts'

/** Something of a record that hosts can tell differently. Undefined where a host does not say. */
export type Subject<T> = { subject: string; value(record: T): unknown }

/** What hosts tell differently of one record, subject by subject. */
export function findContradictions<T extends { id: string }>(
  kind: Contradiction['kind'],
  tellings: readonly Telling<T>[],
  subjects: readonly Subject<T>[],
): Contradiction[] {
  const [first] = tellings
  if (!first || tellings.length < 2) return []
  return subjects.flatMap(({ subject, value }) => {
    const told = new Map<string, HostId[]>()
    for (const { key, record } of tellings) {
      const said = value(record)
      if (said === undefined) continue
      const text = plainText(said)
      told.set(text, [...(told.get(text) ?? []), HostId.parse(key)])
    }
    if (told.size < 2) return []
    const { id } = first.record
    return {
      id: ContradictionId.parse(`${id}/${subject}`),
      kind,
      recordId: id,
      subject,
      told: [...told].map(([text, hostIds]) => ({ value: text, hostIds })),
    }
  })
}
