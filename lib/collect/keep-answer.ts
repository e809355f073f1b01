import type { Answer } from '../host/host-source.ts'
import type { Kept } from './host-answers.ts'
import type { Parsed } from './parse-with.ts'

/** The new state of a part after a read: the parsed value, or the last good one beside the failure. The raw answer is let go. */
export function keepAnswer<R, T>(
  before: Kept<T> | null | undefined,
  answer: Answer<R>,
  parse: (raw: R) => Parsed<T>,
): Kept<T> {
  const last = before?.value ?? null
  if (!answer.ok) return { value: last, latest: answer }
  const { source, readAt } = answer
  const parsed = parse(answer.value)
  if (parsed.ok) return { value: parsed.value, latest: { ok: true, value: null, source, readAt } }
  return { value: last, latest: { ok: false, code: 'bad-answer', reason: parsed.reason, source, readAt } }
}

export const asItIs = <T>(value: T): Parsed<T> => ({ ok: true, value })
