/** A value as text for a person, the same for equal values: words as they are, all else as JSON with sorted fields. */
export function plainText(value: unknown): string {
  if (typeof value === 'string') return value
  if (value === null) return 'none'
  return JSON.stringify(value, (_field, part: unknown) => (isFields(part) ? sorted(part) : part))
}

const sorted = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)))

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
