import type { Place } from './place.ts'

/** What the faults of the single hosts are done to: which container plays what in a scenario. */
export type Cast = {
  /** On `backnet` alone. */
  db: string
  /** On `backnet` too. */
  peer: string
  /** On `backnet` and on another bridge. */
  both: string
}

/** Hosts that hold a scenario, and who can be asked on them. */
export type Ground = {
  scenario: string
  hosts: readonly string[]
  /** Of scenarios on single hosts: each host holds them all. */
  cast: Cast | null
  places: readonly Place[]
  outside: Place
}

export const places = {
  of(ground: Ground, host: string, name: string): Place {
    const found = ground.places.find((place) => place.host === host && place.name === name)
    if (!found) throw new Error(`${ground.scenario} has no ${name} on ${host}`)
    return found
  },
  host: (ground: Ground, host: string): Place => places.of(ground, host, host),
}

/** The container that plays a part on a host. */
export function actor(ground: Ground, host: string, part: keyof Cast): Place {
  if (ground.cast === null) throw new Error(`${ground.scenario} has no ${part}`)
  return places.of(ground, host, ground.cast[part])
}
