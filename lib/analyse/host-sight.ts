import type { HostId } from '../model/id.ts'
import type { Topology } from '../model/topology.ts'
import { indexOf } from './topology-index.ts'

/** Why what is shown of a host may not be so now: of what its engine tells, and of what its kernel does. Null where it is seen. */
export type HostSight = { engine: string | null; kernel: string | null }

const kept = new WeakMap<Topology, Map<HostId, HostSight>>()

/** How far the word on one host can be believed. */
export function hostSight(topology: Topology, hostId: HostId): HostSight {
  const sights = kept.get(topology) ?? new Map<HostId, HostSight>()
  kept.set(topology, sights)
  const known = sights.get(hostId) ?? find(topology, hostId)
  sights.set(hostId, known)
  return known
}

function find(topology: Topology, hostId: HostId): HostSight {
  const { host, status } = indexOf(topology)
  const name = host.get(hostId)?.name ?? hostId
  const told = status.get(hostId)
  if (host.get(hostId)?.origin !== 'observed' || !told) return both(`No agent reads ${name}.`)
  if (told.heard?.state === 'stale')
    return both(`${name} is shown as it was last heard: ${sentence(told.heard.detail)}`)
  return {
    engine: engineTold(told.engine.state)
      ? null
      : `The engine of ${name} does not tell: ${sentence(told.engine.detail)}`,
    kernel: told.kernel.state === 'none' ? `The kernel of ${name} is not seen: ${sentence(told.kernel.detail)}` : null,
  }
}

const both = (why: string): HostSight => ({ engine: why, kernel: why })

const engineTold = (state: 'live' | 'silent' | 'absent' | 'recorded'): boolean =>
  state === 'live' || state === 'recorded'

const sentence = (text: string): string =>
  text === '' ? 'no reason is told.' : /[.!?]$/.test(text) ? text : `${text}.`
