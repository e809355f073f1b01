import type { HostSource } from '../host/host-source.ts'
import type { Firewall } from '../model/firewall.ts'
import type { HostView } from '../model/topology.ts'
import { sortById } from './compare-text.ts'
import type { HostAnswers } from './host-answers.ts'
import { newestRead } from './newest-read.ts'
import { pairLinks } from './pair-links.ts'
import type { Places } from './place.ts'
import { resolveAttachments } from './resolve-attachments.ts'
import { resolveContainers } from './resolve-containers.ts'
import { endpointsByLink, expectedPlaces, resolveEndpoints } from './resolve-endpoints.ts'
import { resolveGaps } from './resolve-gaps.ts'
import { resolveHostId } from './resolve-host-id.ts'
import { resolveHostRecord } from './resolve-host-record.ts'
import { resolveInterfaces } from './resolve-interfaces.ts'
import { resolveKnownNetworks } from './resolve-known-networks.ts'
import { resolveNamespaces } from './resolve-namespaces.ts'
import { resolveNetworks } from './resolve-networks.ts'
import { resolvePlaces } from './resolve-places.ts'
import { resolveSwarm } from './resolve-swarm.ts'

/** Joins everything that was read of a host into its view. Pure: the same answers give the same view. `statuses` are the agent's. */
export function resolveHost(answers: HostAnswers, source: Pick<HostSource, 'endpoint'>): HostView {
  const hostId = resolveHostId(answers, source.endpoint)
  const places = resolvePlaces(answers, hostId)
  const networks = resolveKnownNetworks(answers, places)
  const attachments = resolveAttachments(answers, hostId, places, networks)
  const pairs = pairLinks(places, expectedPlaces(attachments))
  return {
    hosts: [resolveHostRecord(answers, hostId, source.endpoint, places.host)],
    namespaces: sortById(resolveNamespaces(answers, hostId, places)),
    interfaces: sortById(resolveInterfaces(places, hostId, pairs, endpointsByLink(attachments))),
    networks: sortById(resolveNetworks(networks, hostId, places, pairs)),
    endpoints: sortById(resolveEndpoints(attachments, pairs)),
    containers: sortById(resolveContainers(answers, hostId, places)),
    firewalls: sortById(resolveFirewalls(places, hostId)),
    gaps: sortById(resolveGaps(answers, hostId, places)),
    ...resolveSwarm(answers.swarm),
    contradictions: [],
    statuses: [],
    readAt: newestRead(answers),
  }
}

/** The rule sets of every namespace that has any. */
const resolveFirewalls = (places: Places, hostId: Firewall['hostId']): Firewall[] =>
  places.all.flatMap(({ id, facts }) => (facts?.firewall.length ? [{ id, hostId, tables: facts.firewall }] : []))
