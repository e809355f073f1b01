import type { HostId, InterfaceId, NamespaceId, NetworkId } from '../model/id.ts'
import type { Topology } from '../model/topology.ts'
import { lookUp } from './lookup.ts'
import type { Bar, Card, Drop, Picture } from './picture.ts'

/** What an interface is in a picture: the line that stands for it and the bars that it leads to. */
export type InterfaceParts = { drop: Drop | null; bars: Bar[] }

/** Where namespaces and interfaces are drawn in a picture. */
export type WayIndex = {
  cardOf(namespace: NamespaceId): Card | null
  /** The bars of an overlay by its own namespace. */
  overlayBars(namespace: NamespaceId): Bar[]
  partsOf(id: InterfaceId): InterfaceParts
  bar(key: string): Bar | undefined
}

export function wayIndex(picture: Picture, topology: Topology): WayIndex {
  const lookup = lookUp(topology)
  const barByKey = new Map(picture.bars.map((bar) => [bar.key, bar]))
  const nicBar = new Map(picture.bars.flatMap((bar) => (bar.interfaceId === null ? [] : [[bar.interfaceId, bar]])))
  const networkOfBridge = new Map<InterfaceId, NetworkId>()
  const networkOfNamespace = new Map<NamespaceId, NetworkId>()
  for (const { id, driver, onHosts } of topology.networks) {
    for (const on of onHosts) {
      if (on.interfaceId !== null && driver !== 'macvlan' && driver !== 'ipvlan')
        networkOfBridge.set(on.interfaceId, id)
      if (on.namespaceId !== null) networkOfNamespace.set(on.namespaceId, id)
    }
  }
  const endpointOf = new Map(
    topology.endpoints.flatMap((endpoint) =>
      [endpoint.interfaceId, endpoint.hostInterfaceId].flatMap((id) => (id === null ? [] : [[id, endpoint] as const])),
    ),
  )
  const cards = new Map<NamespaceId, Card>()
  for (const card of picture.cards) {
    for (const id of card.containerIds) {
      const container = lookup.container.get(id)
      const kind = container?.namespaceId && lookup.namespace.get(container.namespaceId)?.kind
      if (container?.namespaceId && kind !== 'host') cards.set(container.namespaceId, card)
    }
    const own = topology.endpoints.find(({ id }) => card.subject === `endpoint:${id}`)
    const place = own?.interfaceId ? lookup.interface.get(own.interfaceId)?.namespaceId : undefined
    if (place && card.containerIds.length === 0) cards.set(place, card)
  }
  const dropAt = (card: Card | null, networkId: NetworkId): Drop | null =>
    picture.drops.find(({ from, to }) => from === card?.key && barByKey.get(to)?.networkId === networkId) ?? null
  const networkBars = (networkId: NetworkId | undefined, hostId: HostId | null): Bar[] =>
    picture.bars.filter(
      (bar) => networkId !== undefined && bar.networkId === networkId && (bar.hostId === null || bar.hostId === hostId),
    )

  const partsOf = (id: InterfaceId, depth = 0): InterfaceParts => {
    const one = lookup.interface.get(id)
    const none: InterfaceParts = { drop: null, bars: [] }
    if (!one || depth > 3) return none
    const nic = nicBar.get(id)
    const bridge = networkBars(networkOfBridge.get(id), one.hostId)
    const endpoint = endpointOf.get(id)
    if (endpoint) {
      const inside = endpoint.interfaceId ? lookup.interface.get(endpoint.interfaceId) : undefined
      const drop = dropAt(inside ? (cards.get(inside.namespaceId) ?? null) : null, endpoint.networkId)
      const parent = one.parentId === null ? none : partsOf(one.parentId, depth + 1)
      const bar = drop ? barByKey.get(drop.to) : undefined
      return { drop, bars: [...(bar ? [bar] : networkBars(endpoint.networkId, one.hostId)), ...parent.bars] }
    }
    const above = one.masterId ?? one.parentId
    const further = above === null ? none : partsOf(above, depth + 1)
    return { drop: null, bars: [...bridge.slice(0, 1), ...(nic ? [nic] : []), ...further.bars] }
  }
  return {
    cardOf: (namespace) => cards.get(namespace) ?? null,
    overlayBars: (namespace) => {
      const hostId = lookup.namespace.get(namespace)?.hostId ?? null
      const ofNetwork = networkOfNamespace.get(namespace) ?? lookup.namespace.get(namespace)?.networkId ?? undefined
      return networkBars(ofNetwork, hostId)
    },
    partsOf,
    bar: (key) => barByKey.get(key),
  }
}
