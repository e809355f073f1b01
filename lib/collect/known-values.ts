import type { Kept } from './host-answers.ts'

/** The parts that were read at least once, in the order of their keys. */
export function knownValues<T>(kept: Map<string, Kept<T>>): T[] {
  const keys = [...kept.keys()].sort()
  return keys.flatMap((key) => kept.get(key)?.value ?? [])
}
