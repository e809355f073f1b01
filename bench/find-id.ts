/** The id of an entry of the engine's lists. */
export function findId(entry: unknown): string {
  if (typeof entry === 'object' && entry !== null && 'Id' in entry && typeof entry.Id === 'string') return entry.Id
  throw new Error('an entry of the engine has no id')
}
