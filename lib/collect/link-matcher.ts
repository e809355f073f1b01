import type { LinkFacts } from './namespace-facts.ts'
import type { Place } from './place.ts'

/** The link in a namespace that has this MAC and one of these addresses (with prefix length). */
export type LinkMatcher = (place: Place | null, mac: string | null, prefixes: (string | null)[]) => LinkFacts | null

type Index = { byMac: Map<string, LinkFacts[]>; byAddress: Map<string, LinkFacts[]> }

/** A matcher that looks through each namespace once. */
export function createLinkMatcher(): LinkMatcher {
  const indexes = new Map<Place, Index>()
  return (place, mac, prefixes) => {
    if (!place || place.kind === 'host') return null
    const index = indexes.get(place) ?? indexOf(place)
    indexes.set(place, index)
    const byMac = mac === null ? [] : (index.byMac.get(mac) ?? [])
    const byAddress = prefixes.flatMap((prefix) => (prefix ? (index.byAddress.get(bare(prefix)) ?? []) : []))
    // ipvlan links share the MAC of their parent, and two networks may give the same address: where one fits many, both decide.
    const both = byAddress.find((link) => byMac.includes(link))
    return both ?? (byAddress.length === 1 ? byAddress[0] : byMac.length === 1 ? byMac[0] : undefined) ?? null
  }
}

function indexOf(place: Place): Index {
  const index: Index = { byMac: new Map(), byAddress: new Map() }
  for (const link of place.linkByIndex.values()) {
    if (link.mac !== null) add(index.byMac, link.mac, link)
    for (const { prefix } of place.addressesByIndex.get(link.index) ?? []) add(index.byAddress, bare(prefix), link)
  }
  return index
}

function add(map: Map<string, LinkFacts[]>, key: string, link: LinkFacts): void {
  const list = map.get(key)
  if (list) list.push(link)
  else map.set(key, [link])
}

const bare = (prefix: string): string => prefix.slice(0, prefix.indexOf('/'))
