import type { Endpoint } from '../model/endpoint.ts'
import type { Network } from '../model/network.ts'
import type { HostStatus } from '../model/status.ts'
import { emptyTopology, type HostView, type Topology } from '../model/topology.ts'
import { mergeEndpoints } from './merge-endpoints.ts'
import { mergeNetworks } from './merge-networks.ts'

/** All hosts' views as one topology. Networks of one id are one network with what each host says of it; one view is itself. */
export function mergeViews(views: readonly HostView[]): Topology {
  const [only, ...others] = views
  if (!only) return emptyTopology()
  if (others.length === 0) return only
  return {
    hosts: byId(views.flatMap((view) => view.hosts)),
    namespaces: byId(views.flatMap((view) => view.namespaces)),
    interfaces: byId(views.flatMap((view) => view.interfaces)),
    networks: byId(
      mergeEach<Network>(
        views.map((view) => view.networks),
        mergeNetworks,
      ),
    ),
    endpoints: byId(
      mergeEach<Endpoint>(
        views.map((view) => view.endpoints),
        mergeEndpoints,
      ),
    ),
    containers: byId(views.flatMap((view) => view.containers)),
    firewalls: byId(views.flatMap((view) => view.firewalls)),
    gaps: byId(views.flatMap((view) => view.gaps)),
    nodes: byId(views.flatMap((view) => view.nodes)),
    services: byId(views.flatMap((view) => view.services)),
    tasks: byId(views.flatMap((view) => view.tasks)),
    contradictions: [],
    statuses: views.flatMap((view) => view.statuses).sort(byHost),
    readAt: Math.max(...views.map((view) => view.readAt)),
  }
}

/** One record an id, from all that the hosts say of it. */
function mergeEach<T extends { id: string }>(lists: readonly T[][], merge: (said: readonly T[]) => T | null): T[] {
  const said = new Map<string, T[]>()
  for (const record of lists.flat()) said.set(record.id, [...(said.get(record.id) ?? []), record])
  return [...said.values()].flatMap((records) => merge(records) ?? [])
}

const byId = <T extends { id: string }>(records: T[]): T[] =>
  records.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))

const byHost = (a: HostStatus, b: HostStatus): number => (a.hostId < b.hostId ? -1 : 1)
