/** Says of a field by name whether it is equal; undefined leaves it to the plain compare. */
export type FieldRule = (field: string, a: unknown, b: unknown) => boolean | undefined

/** Deep equality of plain JSON values. Shared parts cost nothing: the same object is equal to itself. */
export function sameValue(a: unknown, b: unknown, rule?: FieldRule): boolean {
  if (a === b) return true
  if (Array.isArray(a)) return Array.isArray(b) && sameList(a, b, rule)
  if (isRecord(a) && isRecord(b) && !Array.isArray(b)) return sameFields(a, b, rule)
  return Number.isNaN(a) && Number.isNaN(b)
}

function sameList(a: readonly unknown[], b: readonly unknown[], rule: FieldRule | undefined): boolean {
  if (a.length !== b.length) return false
  for (let at = 0; at < a.length; at += 1) if (!sameValue(a[at], b[at], rule)) return false
  return true
}

function sameFields(a: Record<string, unknown>, b: Record<string, unknown>, rule: FieldRule | undefined): boolean {
  const fields = Object.keys(a)
  if (fields.length !== Object.keys(b).length) return false
  for (const field of fields) {
    if (!(field in b)) return false
    if (!(rule?.(field, a[field], b[field]) ?? sameValue(a[field], b[field], rule))) return false
  }
  return true
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
