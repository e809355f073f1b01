import type { Endpoint } from '../model/endpoint.ts'
import type { Attachment } from './attachment.ts'
import type { LinkFacts } from './namespace-facts.ts'
import type { LinkPairs } from './pair-links.ts'
import type { Place } from './place.ts'
import { idIn, idOf } from './resolve-interfaces.ts'

/** The endpoints with the interfaces at both ends. */
export const resolveEndpoints = (attachments: Attachment[], pairs: LinkPairs): Endpoint[] =>
  attachments.map(({ endpoint, place, link }) => ({
    ...endpoint,
    interfaceId: idIn(place, link),
    hostInterfaceId: place && link ? idOf(pairs.peerOf({ place, link })) : null,
  }))

/** Where the engine's own attachments must lead: into the namespace of the network's bridge or parent. */
export function expectedPlaces(attachments: Attachment[]): Map<LinkFacts, Place> {
  return new Map(
    attachments.flatMap(({ link, network }) => (link && network.place ? [[link, network.place] as const] : [])),
  )
}

export const endpointsByLink = (attachments: Attachment[]): Map<LinkFacts, Endpoint['id']> =>
  new Map(attachments.flatMap(({ link, endpoint }) => (link ? [[link, endpoint.id] as const] : [])))
