import { describe, expect, it } from 'vitest'
import { HostId, namespaceId } from '../model/id.ts'
import type { LinkFacts, NamespaceFacts } from './namespace-facts.ts'
import { pairLinks } from './pair-links.ts'
import type { Place, Places } from './place.ts'

const host = HostId.parse('h')

/** A veth end: `at(2).over(15, 0)` is `2: eth0@if15` with `link-netnsid 0`. */
const veth = (index: number, other: number, nsid: number): LinkFacts => ({
  index,
  name: `v${index}`,
  alternativeNames: [],
  type: { kind: 'veth' },
  mac: null,
  mtu: 1500,
  up: true,
  operationalState: 'UP',
  promiscuous: false,
  master: null,
  bridgePort: null,
  program: null,
  other: { index: other, name: null, nsid },
})

function place(key: string, links: LinkFacts[], netnsIds: NamespaceFacts['netnsIds'] = []): Place {
  return {
    id: namespaceId(host, key),
    kind: key === 'host' ? 'host' : 'container',
    inode: null,
    file: null,
    pid: null,
    owners: [],
    networkId: null,
    facts: {
      links,
      netnsIds,
      addresses: [],
      routes: [],
      rules: [],
      neighbours: [],
      fdb: [],
      vlans: [],
      firewall: [],
      sockets: [],
      ipvs: [],
      trafficFilters: [],
      transforms: [],
      sysctls: {},
      gaps: [],
    },
    linkByIndex: new Map(links.map((link) => [link.index, link])),
    linkByName: new Map(links.map((link) => [link.name, link])),
    addressesByIndex: new Map(),
  }
}

const placesOf = (hostPlace: Place, ...others: Place[]): Places => ({
  all: [hostPlace, ...others],
  host: hostPlace,
  ofContainer: new Map(),
  byFile: new Map(others.map((other) => [other.id.slice('h/'.length), other])),
})

/** Every pair, as `namespace#index namespace#index`. */
function pairsOf(places: Places, expected = new Map<LinkFacts, Place>()): string[] {
  const pairs = pairLinks(places, expected)
  return places.all.flatMap((from) =>
    [...from.linkByIndex.values()].flatMap((link) => {
      const peer = pairs.peerOf({ place: from, link })
      return peer ? [`${from.id}#${link.index} ${peer.place.id}#${peer.link.index}`] : []
    }),
  )
}

describe('pairLinks', () => {
  it('tells ends apart that all read @if2, by the index that they name in the host', () => {
    const places = placesOf(
      place('host', [veth(9, 2, 1), veth(10, 2, 2), veth(11, 2, 3)]),
      place('a', [veth(2, 10, 0)]),
      place('b', [veth(2, 11, 0)]),
      place('c', [veth(2, 9, 0)]),
    )
    expect(pairsOf(places)).toEqual([
      'h/host#9 h/c#2',
      'h/host#10 h/a#2',
      'h/host#11 h/b#2',
      'h/a#2 h/host#10',
      'h/b#2 h/host#11',
      'h/c#2 h/host#9',
    ])
  })

  it('uses that all links of one number lead to one namespace', () => {
    // 7@if2 of the host fits a and b; but number 1 of the host leads to a, as 8@if3 shows.
    const places = placesOf(
      place('host', [veth(7, 2, 1), veth(8, 3, 1)]),
      place('overlay', [veth(7, 2, 5)]),
      place('a', [veth(2, 7, 0), veth(3, 8, 0)]),
      place('b', [veth(2, 7, 0)]),
    )
    expect(pairsOf(places).sort()).toEqual(
      [
        'h/host#7 h/a#2',
        'h/a#2 h/host#7',
        'h/host#8 h/a#3',
        'h/a#3 h/host#8',
        'h/overlay#7 h/b#2',
        'h/b#2 h/overlay#7',
      ].sort(),
    )
  })

  it('leaves ends alone rather than guess', () => {
    const places = placesOf(
      place('host', [veth(7, 2, 1)]),
      place('overlay', [veth(7, 2, 5)]),
      place('a', [veth(2, 7, 0)]),
      place('b', [veth(2, 7, 0)]),
    )
    expect(pairsOf(places)).toEqual([])
  })

  it('takes what the engine says, or a number with a name, where the kernel alone is not enough', () => {
    const a = veth(2, 7, 0)
    const overlay = place('overlay', [veth(7, 2, 5)])
    const ends = [place('a', [a]), place('b', [veth(2, 7, 0)])]
    const engine = placesOf(place('host', [veth(7, 2, 1)]), overlay, ...ends)
    const pairs = ['h/host#7 h/b#2', 'h/overlay#7 h/a#2', 'h/a#2 h/overlay#7', 'h/b#2 h/host#7']
    expect(pairsOf(engine, new Map([[a, overlay]]))).toEqual(pairs)
    const named = placesOf(place('host', [veth(7, 2, 1)], [{ nsid: 1, name: 'b' }]), overlay, ...ends)
    expect(pairsOf(named)).toEqual(pairs)
  })

  it('pairs the ends of a veth inside one namespace by name', () => {
    const [one, two] = [veth(3, 4, 0), veth(4, 3, 0)]
    one.other = { index: null, name: 'v4', nsid: null }
    two.other = { index: null, name: 'v3', nsid: null }
    expect(pairsOf(placesOf(place('host', [one, two])))).toEqual(['h/host#3 h/host#4', 'h/host#4 h/host#3'])
  })
})
