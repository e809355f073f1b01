import type { Host } from '../model/host.ts'
import type { HostStatus } from '../model/status.ts'

type Witness = { cluster: string; upToDate: boolean }

export type SwarmWitnesses = {
  /** Which hosts' word of their swarm counts differently from before, now that this one is so. */
  weigh(key: string, host: Host | null, status: HostStatus | null): readonly string[]
  isOutdated(key: string): boolean
}

/** Whose word of a swarm is up to date: managers that are heard and have a leader. */
export function createSwarmWitnesses(): SwarmWitnesses {
  const witnesses = new Map<string, Witness>()
  const upToDate = (cluster: string) =>
    [...witnesses.values()].some((witness) => witness.cluster === cluster && witness.upToDate)

  return {
    weigh(key, host, status) {
      const before = witnesses.get(key)
      const after = toWitness(host, status)
      if (before?.cluster === after?.cluster && before?.upToDate === after?.upToDate) return []
      const clusters = new Set([before?.cluster ?? [], after?.cluster ?? []].flat())
      const had = new Map([...clusters].map((cluster) => [cluster, upToDate(cluster)]))
      if (after) witnesses.set(key, after)
      else witnesses.delete(key)
      const turned = [...clusters].filter((cluster) => upToDate(cluster) !== had.get(cluster))
      return [key, ...[...witnesses].flatMap(([other, { cluster }]) => (turned.includes(cluster) ? other : []))]
    },
    isOutdated(key) {
      const witness = witnesses.get(key)
      return witness !== undefined && !witness.upToDate && upToDate(witness.cluster)
    },
  }
}

function toWitness(host: Host | null, status: HostStatus | null): Witness | null {
  const cluster = host?.swarm.cluster?.id
  if (!host || !cluster) return null
  return { cluster, upToDate: status?.heard?.state !== 'stale' && host.swarm.manager && host.swarm.error === null }
}
