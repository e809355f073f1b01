import type { Endpoint } from '../model/endpoint.ts'
import { type HostId, type InterfaceId, interfaceId } from '../model/id.ts'
import type { Interface, InterfaceKind, VlanMembership } from '../model/interface.ts'
import type { LinkFacts } from './namespace-facts.ts'
import type { LinkPairs, PlacedLink } from './pair-links.ts'
import type { Place, Places } from './place.ts'

/** The interfaces of every namespace, each with its bridge, its peer, its parent and its endpoint. */
export function resolveInterfaces(
  places: Places,
  hostId: HostId,
  pairs: LinkPairs,
  endpointOf: Map<LinkFacts, Endpoint['id']>,
): Interface[] {
  return places.all.flatMap((place) => {
    const vlans = new Map((place.facts?.vlans ?? []).map(({ device, vlans }) => [device, vlans]))
    return (place.facts?.links ?? []).map((link): Interface => {
      const end = { place, link }
      const master = link.master === null ? undefined : place.linkByName.get(link.master)
      return {
        id: interfaceId(place.id, link.index),
        hostId,
        namespaceId: place.id,
        index: link.index,
        name: link.name,
        alternativeNames: link.alternativeNames,
        type: withOwnVlans(link, vlans.get(link.name)),
        mac: link.mac,
        mtu: link.mtu,
        up: link.up,
        operationalState: link.operationalState,
        promiscuous: link.promiscuous,
        addresses: place.addressesByIndex.get(link.index) ?? [],
        masterId: master ? interfaceId(place.id, master.index) : null,
        bridgePort: link.bridgePort && { ...link.bridgePort, vlans: vlans.get(link.name) ?? [] },
        peerId: idOf(pairs.peerOf(end)),
        parentId: idOf(pairs.parentOf(end)),
        endpointId: endpointOf.get(link) ?? null,
      }
    })
  })
}

/** `bridge vlan show` lists a bridge that filters among its ports. */
const withOwnVlans = ({ type }: LinkFacts, vlans: VlanMembership[] = []): InterfaceKind =>
  type.kind === 'bridge' && type.vlanFiltering ? { ...type, vlans } : type

export const idOf = (end: PlacedLink | null): InterfaceId | null =>
  end ? interfaceId(end.place.id, end.link.index) : null

export const idIn = (place: Place | null, link: LinkFacts | null): InterfaceId | null =>
  place && link ? interfaceId(place.id, link.index) : null
