import type { Branch } from '../analyse/path/trace.ts'
import { indexOf } from '../analyse/topology-index.ts'
import type { ContainerId } from '../model/id.ts'
import type { Topology } from '../model/topology.ts'
import { isStopped } from './container-words.ts'
import { defaultViewState, type ViewState } from './picture.ts'

/** The view in which nothing of a way is left out, besides what was chosen: stopped ends, parts of the swarm and tunnels are drawn where the way has them. */
export function viewOfWay(
  topology: Topology,
  branch: Branch | null,
  ends: readonly (ContainerId | null)[],
  chosen: ViewState = defaultViewState,
): ViewState {
  const index = indexOf(topology)
  const hops = branch === null ? [] : [...branch.there.hops, ...(branch.back?.hops ?? [])]
  const kinds = hops.map(({ namespaceId }) => (namespaceId === null ? null : index.namespace.get(namespaceId)?.kind))
  const containers = ends.flatMap((id) => (id === null ? [] : (index.container.get(id) ?? [])))
  return {
    ...chosen,
    showStopped: chosen.showStopped || containers.some(isStopped),
    showSystem: chosen.showSystem || kinds.some((kind) => kind === 'loadBalancer' || kind === 'ingress'),
    showTunnels: chosen.showTunnels || hops.some(({ steps }) => steps.some(({ kind }) => kind === 'tunnel')),
  }
}
