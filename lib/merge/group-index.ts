/** Records by something that they have in common, kept up one record at a time. */
export type GroupIndex<T> = {
  /** The groups that the record left, joined or is in. */
  update(before: T | null, after: T | null): string[]
  of(group: string): T[]
}

export function createGroupIndex<T extends { id: string }>(groupOf: (record: T) => string | null): GroupIndex<T> {
  const groups = new Map<string, Map<string, T>>()

  return {
    update(before, after) {
      const left = before && groupOf(before)
      const joined = after && groupOf(after)
      if (before && left !== null) {
        const members = groups.get(left)
        members?.delete(before.id)
        if (members?.size === 0) groups.delete(left)
      }
      if (after && joined !== null) {
        const members = groups.get(joined) ?? new Map<string, T>()
        groups.set(joined, members.set(after.id, after))
      }
      return [...new Set([left ?? [], joined ?? []].flat())]
    },
    of: (group) => [...(groups.get(group)?.values() ?? [])],
  }
}
