import type { Change } from '../model/change.ts'
import type { Endpoint } from '../model/endpoint.ts'
import type { Network } from '../model/network.ts'
import type { HostView } from '../model/topology.ts'
import { findRecord } from './find-record.ts'
import { mergeEndpoints } from './merge-endpoints.ts'
import { mergeNetworks } from './merge-networks.ts'

/** What one host's change means for the merged topology, where `others` are the views of all other hosts. Costs what the change costs. */
export function mergeChange(others: readonly HostView[], change: Change): Change {
  if (others.length === 0) return change
  const networks = mergeShared<Network>(
    others.map((view) => view.networks),
    change.put.networks ?? [],
    change.gone.networks ?? [],
    mergeNetworks,
  )
  const endpoints = mergeShared<Endpoint>(
    others.map((view) => view.endpoints),
    change.put.endpoints ?? [],
    change.gone.endpoints ?? [],
    mergeEndpoints,
  )
  return {
    ...change,
    put: { ...change.put, networks: networks.put, endpoints: endpoints.put },
    gone: { ...change.gone, networks: networks.gone, endpoints: endpoints.gone },
  }
}

type Shared<T> = { put: T[]; gone: string[] }

/** A record that one host no longer knows stays as long as another does. */
function mergeShared<T extends { id: string; hostId?: string }>(
  others: readonly T[][],
  put: readonly T[],
  gone: readonly string[],
  merge: (said: readonly T[]) => T | null,
): Shared<T> {
  const result: Shared<T> = { put: [], gone: [] }
  const consider = (id: string, own: readonly T[]) => {
    const merged = merge([...own, ...others.flatMap((list) => findRecord(list, id) ?? [])])
    if (merged) result.put.push(merged)
    else result.gone.push(id)
  }
  for (const record of put) consider(record.id, [record])
  for (const id of gone) consider(id, [])
  return result
}
