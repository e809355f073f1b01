import type { LinkFacts } from './namespace-facts.ts'
import type { Place, Places } from './place.ts'

/** A link with the namespace that it is in. */
export type PlacedLink = { place: Place; link: LinkFacts }

export type LinkPairs = {
  /** The other end of a veth. */
  peerOf(end: PlacedLink): PlacedLink | null
  /** What a macvlan, ipvlan, vlan or vxlan sits on. */
  parentOf(end: PlacedLink): PlacedLink | null
}

/**
 * Finds the other end of every link that names one. The kernel tells its index, and its namespace as a number that counts only where the
 * link is; since engine 28 the index alone fits many. So both ends must name each other, all links of one such number lead to one
 * namespace, and `expected` says where the engine's own attachments must lead.
 */
export function pairLinks(places: Places, expected: Map<LinkFacts, Place>): LinkPairs {
  const ends = places.all.flatMap((place) =>
    (place.facts?.links ?? []).filter(({ other }) => other !== null).map((link) => ({ place, link })),
  )
  const spaces = knownSpaces(places, ends, expected)
  const peers = pairVeths(
    ends.filter(({ link }) => link.type.kind === 'veth'),
    spaces,
  )
  return {
    peerOf: ({ link }) => peers.get(link) ?? null,
    parentOf: (end) => (end.link.type.kind === 'veth' ? null : findParent(end, spaces, places)),
  }
}

/** Which namespace a number means in a namespace. */
type Spaces = Map<string, Place>
const spaceKey = (place: Place, nsid: number): string => `${place.id} ${nsid}`

function knownSpaces(places: Places, ends: PlacedLink[], expected: Map<LinkFacts, Place>): Spaces {
  const spaces: Spaces = new Map()
  for (const place of places.all)
    for (const { nsid, name } of place.facts?.netnsIds ?? []) {
      const named = name === null ? undefined : name === 'default' ? places.host : places.byFile.get(name)
      if (named) spaces.set(spaceKey(place, nsid), named)
    }
  for (const { place, link } of ends) {
    const target = expected.get(link)
    if (target && link.other?.nsid != null) spaces.set(spaceKey(place, link.other.nsid), target)
  }
  return spaces
}

function pairVeths(ends: PlacedLink[], spaces: Spaces): Map<LinkFacts, PlacedLink> {
  const peers = new Map<LinkFacts, PlacedLink>()
  const byIndices = groupByIndices(ends)
  for (const end of ends) pairInside(end, peers)

  let open = ends.filter(({ link }) => !peers.has(link))
  for (let before = Number.POSITIVE_INFINITY; open.length < before; ) {
    before = open.length
    for (const end of open) {
      if (peers.has(end.link)) continue
      const candidate = only(candidatesOf(end, byIndices, peers, spaces))
      if (!candidate) continue
      // In a namespace that is known an index is enough; else the other end must have no choice either.
      const certain = isKnown(end, spaces) || only(candidatesOf(candidate, byIndices, peers, spaces))?.link === end.link
      if (!certain) continue
      peers.set(end.link, candidate)
      peers.set(candidate.link, end)
      learn(end, candidate, spaces)
      learn(candidate, end, spaces)
    }
    open = open.filter(({ link }) => !peers.has(link))
  }
  return peers
}

const indices = (index: number, other: number): string => `${index} ${other}`

function groupByIndices(ends: PlacedLink[]): Map<string, PlacedLink[]> {
  const groups = new Map<string, PlacedLink[]>()
  for (const end of ends) {
    const { index, other } = end.link
    if (other?.index == null || other.nsid === null) continue
    const key = indices(index, other.index)
    const group = groups.get(key)
    if (group) group.push(end)
    else groups.set(key, [end])
  }
  return groups
}

/** Both ends in one namespace: the kernel names the other by name, or by index without a namespace. */
function pairInside(end: PlacedLink, peers: Map<LinkFacts, PlacedLink>): void {
  const { place, link } = end
  if (link.other === null || link.other.nsid !== null) return
  const { name, index } = link.other
  const peer = name !== null ? place.linkByName.get(name) : place.linkByIndex.get(index ?? 0)
  if (peer?.type.kind === 'veth') peers.set(link, { place, link: peer })
}

/** Free links that name this one as it names them, in a namespace that fits what is known of the numbers. */
function candidatesOf(
  { place, link }: PlacedLink,
  byIndices: Map<string, PlacedLink[]>,
  peers: Map<LinkFacts, PlacedLink>,
  spaces: Spaces,
): PlacedLink[] {
  if (link.other?.index == null) return []
  const group = byIndices.get(indices(link.other.index, link.index)) ?? []
  return group.filter(
    (other) =>
      other.place !== place &&
      !peers.has(other.link) &&
      leadsTo(place, link, other.place, spaces) &&
      leadsTo(other.place, other.link, place, spaces),
  )
}

function leadsTo(from: Place, link: LinkFacts, to: Place, spaces: Spaces): boolean {
  const known = link.other?.nsid == null ? undefined : spaces.get(spaceKey(from, link.other.nsid))
  return known === undefined || known === to
}

function learn({ place, link }: PlacedLink, other: PlacedLink, spaces: Spaces): void {
  if (link.other?.nsid != null) spaces.set(spaceKey(place, link.other.nsid), other.place)
}

const isKnown = ({ place, link }: PlacedLink, spaces: Spaces): boolean =>
  link.other?.nsid != null && spaces.has(spaceKey(place, link.other.nsid))

const only = <T>(list: T[]): T | null => (list.length === 1 ? (list[0] ?? null) : null)

/** The parent is in the namespace that the number means; where that is not known, the host's, where engines make such links. */
function findParent({ place, link }: PlacedLink, spaces: Spaces, places: Places): PlacedLink | null {
  if (link.other === null) return null
  const { name, index, nsid } = link.other
  const home = nsid === null ? place : (spaces.get(spaceKey(place, nsid)) ?? places.host)
  const parent = name !== null ? home.linkByName.get(name) : home.linkByIndex.get(index ?? 0)
  return parent && parent !== link ? { place: home, link: parent } : null
}
