import type { NetworkId } from '../model/id.ts'
import { isStopped } from './container-words.ts'
import type { Lookup } from './lookup.ts'

/** Containers on a network; a stopped one has a wish, and is no member yet. */
export const countMembers = (network: NetworkId, lookup: Lookup): number =>
  (lookup.endpointsOfNetwork.get(network) ?? []).filter(({ containerId }) => {
    const container = containerId === null ? undefined : lookup.container.get(containerId)
    return container !== undefined && !isStopped(container)
  }).length
