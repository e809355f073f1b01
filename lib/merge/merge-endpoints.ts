import type { Endpoint } from '../model/endpoint.ts'

const trust: Record<Endpoint['origin'], number> = { observed: 0, configured: 1, inferred: 2 }

/** One endpoint as several hosts tell of it: the host where it was seen is believed. Null where nobody knows it. */
export function mergeEndpoints(said: readonly Endpoint[]): Endpoint | null {
  const [best] = [...said].sort((a, b) => trust[a.origin] - trust[b.origin] || (a.hostId < b.hostId ? -1 : 1))
  return best ?? null
}
