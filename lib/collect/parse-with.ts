import type { z } from 'zod'

/** A value that has the expected form, or the reason, which names the field that has not. */
export type Parsed<T> = { ok: true; value: T } | { ok: false; reason: string }

export function parseWith<T extends z.ZodType>(schema: T, input: unknown): Parsed<z.output<T>> {
  const result = schema.safeParse(input)
  if (result.success) return { ok: true, value: result.data }
  const issue = result.error.issues[0]
  const field = issue?.path.map(String).join('.') || 'the whole answer'
  return { ok: false, reason: `${field}: ${issue?.message ?? 'not understood'}` }
}
