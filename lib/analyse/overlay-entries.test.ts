import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Gap } from '../model/gap.ts'
import { type EndpointId, gapId, type HostId } from '../model/id.ts'
import type { Namespace } from '../model/namespace.ts'
import type { Topology } from '../model/topology.ts'
import { meshTopology } from '../view/mesh-topology.ts'
import { hostOfAddress } from './host-of-address.ts'
import { type OverlayEntry, overlayEntries } from './overlay-entries.ts'

const overlaysOf = ({ namespaces }: Topology) => namespaces.filter(({ kind }) => kind === 'overlay')
const plain = ({ hostId, ipv4 }: { hostId: HostId; ipv4: string | null }) => `${hostId} ${ipv4?.split('/')[0]}`

/** A topology with one overlay's namespace on host1 and all of its entries. */
function onFirstHost(topology: Topology): { place: Namespace; entries: () => OverlayEntry[] } {
  const place = overlaysOf(topology).find(({ hostId }) => hostId === topology.hosts[0]?.id)
  if (!place) throw new Error('host1 has no overlay')
  // A topology is never altered: what is asked of it is kept.
  return { place, entries: () => overlayEntries({ ...topology }, place.id) }
}
const targetOf = (topology: Topology, place: Namespace, hostName = 'host2') => {
  const host = topology.hosts.find(({ name }) => name === hostName)
  const endpoint = topology.endpoints.find(
    (one) => one.hostId === host?.id && one.networkId === place.networkId && one.containerId,
  )
  if (!host || !endpoint) throw new Error(`${hostName} has no endpoint`)
  const address = endpoint.ipv4?.split('/')[0] ?? ''
  const mac = ['02', '42', ...address.split('.').map((byte) => Number(byte).toString(16).padStart(2, '0'))].join(':')
  return { host, endpoint, address, mac }
}
const find = (entries: OverlayEntry[], id: EndpointId) => entries.filter(({ endpointId }) => endpointId === id)

describe.each([
  { underlay: 'inet', subnetsPerOverlay: 1 },
  { underlay: 'inet6', subnetsPerOverlay: 1 },
  { underlay: 'inet', subnetsPerOverlay: 3 },
] as const)('with tunnel ends of $underlay and $subnetsPerOverlay subnets', (wish) => {
  const topology = meshTopology({ hosts: 4, containersPerHost: 3, overlays: 2, ...wish })

  it('has one entry for each endpoint of the other hosts, and each agrees', () => {
    for (const { id, hostId, networkId } of overlaysOf(topology)) {
      const entries = overlayEntries(topology, id)
      const others = topology.endpoints.filter((one) => one.networkId === networkId && one.hostId !== hostId)
      expect(new Set(entries.map(({ endpointId }) => endpointId))).toEqual(new Set(others.map((one) => one.id)))
      expect(entries).toHaveLength(others.length)
      expect(new Set(entries.map((one) => `${one.remoteHostId} ${one.address}`))).toEqual(new Set(others.map(plain)))
      for (const { verdict, neighbour, forwarding } of entries)
        expect([verdict, neighbour, forwarding]).toEqual(['agrees', 'permanent', 'static'])
    }
  })

  it('names the VNI of the subnet, whichever number its device has', () => {
    for (const { id } of overlaysOf(topology))
      for (const { vni, address, networkId } of overlayEntries(topology, id)) {
        const network = topology.networks.find((one) => one.id === networkId)
        const which =
          network?.subnets.findIndex(({ subnet }) => address?.startsWith(subnet.replace(/0\.0\/.*/, ''))) ?? -1
        expect(vni).toBe(network?.vnis[which])
      }
  })
})

type Tampering = {
  how: string
  verdict: OverlayEntry['verdict']
  apply(place: Namespace, mac: string, address: string): void
}
const tamperings: Tampering[] = [
  {
    how: 'no forwarding entry',
    verdict: 'missing',
    apply: (place, mac) => {
      place.fdb = place.fdb.filter((entry) => entry.mac !== mac || entry.remote === null)
    },
  },
  {
    how: 'a learned forwarding entry',
    verdict: 'missing',
    apply: (place, mac) => {
      place.fdb = place.fdb.map((entry) =>
        entry.mac === mac && entry.remote !== null ? { ...entry, flags: ['self'] } : entry,
      )
    },
  },
  {
    how: 'no neighbour entry',
    verdict: 'missing',
    apply: (place, _, address) => {
      place.neighbours = place.neighbours.filter((entry) => entry.address !== address)
    },
  },
  {
    how: 'a failed neighbour entry',
    verdict: 'missing',
    apply: (place, _, address) => {
      place.neighbours = place.neighbours.map((entry) =>
        entry.address === address ? { ...entry, mac: null, state: ['FAILED'] } : entry,
      )
    },
  },
  {
    how: 'another host',
    verdict: 'wrong-host',
    apply: (place, mac) => {
      place.fdb = place.fdb.map((entry) =>
        entry.mac === mac && entry.remote !== null ? { ...entry, remote: '198.18.0.14' } : entry,
      )
    },
  },
  {
    how: 'an address of no host',
    verdict: 'wrong-host',
    apply: (place, mac) => {
      place.fdb = place.fdb.map((entry) =>
        entry.mac === mac && entry.remote !== null ? { ...entry, remote: '192.0.2.99' } : entry,
      )
    },
  },
  {
    how: 'another MAC',
    verdict: 'wrong-host',
    apply: (place, _, address) => {
      place.neighbours = place.neighbours.map((entry) =>
        entry.address === address ? { ...entry, mac: '02:42:0a:00:ff:fe' } : entry,
      )
    },
  },
]

it.each(tamperings)('$how gives $verdict for that endpoint and leaves all others as they are', ({ verdict, apply }) => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 3 }), (pick, subnetsPerOverlay) => {
      const topology = meshTopology({ hosts: 4, containersPerHost: 3, overlays: 2, subnetsPerOverlay })
      const { place, entries } = onFirstHost(topology)
      // Of hosts but the one that the tampering points at.
      const agreed = entries().filter(({ remote }) => remote !== '198.18.0.14')
      const touched = agreed[pick % agreed.length]
      if (!touched?.endpointId || touched.address === null) throw new Error('nothing to touch')
      apply(place, touched.mac, touched.address)
      const after = entries()
      expect(find(after, touched.endpointId).map((one) => one.verdict)).toEqual([verdict])
      const others = after.filter(({ endpointId }) => endpointId !== touched.endpointId)
      expect(others.every((one) => one.verdict === 'agrees')).toBe(true)
    }),
    { numRuns: 20, seed: 4 },
  )
})

describe('what departed', () => {
  it('leaves entries over', () => {
    const topology = meshTopology({ hosts: 3, containersPerHost: 2 })
    const { place, entries } = onFirstHost(topology)
    const { endpoint, mac, host } = targetOf(topology, place)
    topology.endpoints = topology.endpoints.filter(({ id }) => id !== endpoint.id)
    const left = entries().filter((one) => one.verdict !== 'agrees')
    expect(left).toMatchObject([{ mac, endpointId: null, remoteHostId: host.id, verdict: 'leftover' }])
  })

  it('is left over too where the container is only stopped', () => {
    const topology = meshTopology({ hosts: 3, containersPerHost: 2 })
    const { place, entries } = onFirstHost(topology)
    const { endpoint } = targetOf(topology, place)
    endpoint.origin = 'configured'
    expect(find(entries(), endpoint.id).map((one) => one.verdict)).toEqual(['leftover'])
  })

  it('says that a learned entry goes by itself', () => {
    const topology = meshTopology({ hosts: 3, containersPerHost: 1 })
    const { place, entries } = onFirstHost(topology)
    const first = place.fdb.find(({ remote }) => remote !== null)
    if (!first) throw new Error('no entry')
    place.fdb.push({ ...first, mac: '02:42:0a:00:77:77', flags: ['self'] })
    const stranger = entries().find(({ mac }) => mac === '02:42:0a:00:77:77')
    expect(stranger).toMatchObject({
      verdict: 'leftover',
      forwarding: 'learned',
      why: expect.stringContaining('ages out'),
    })
  })

  it('and came back on this host is reached elsewhere', () => {
    const topology = meshTopology({ hosts: 3, containersPerHost: 1 })
    const { place, entries } = onFirstHost(topology)
    const { endpoint } = targetOf(topology, place)
    endpoint.hostId = place.hostId
    expect(find(entries(), endpoint.id)).toMatchObject([
      { verdict: 'wrong-host', why: expect.stringContaining('on this host itself') },
    ])
  })
})

describe('what is not seen is unknown', () => {
  const size = { hosts: 4, containersPerHost: 2 } as const

  it('on a node that no agent reads: its load balancer is, its tasks are told of by a manager', () => {
    const topology = meshTopology({ ...size, unread: 1 })
    const { place, entries } = onFirstHost(topology)
    const { host, endpoint } = targetOf(topology, place, 'host4')
    const first = place.fdb.find(({ remote }) => remote !== null && hostOfAddress({ ...topology }, remote) === host.id)
    if (!first) throw new Error('no entry for host4')
    place.fdb.push({ ...first, mac: '02:42:0a:00:77:77' })
    const after = entries()
    expect(find(after, endpoint.id)).toMatchObject([{ verdict: 'agrees', remoteHostId: host.id }])
    expect(after.find(({ mac }) => mac === '02:42:0a:00:77:77')).toMatchObject({
      verdict: 'unknown',
      why: expect.stringContaining('No agent reads host4'),
    })
  })

  it('where the swarm has not started the task yet, or calls its node down', () => {
    const topology = meshTopology({ ...size, unread: 1 })
    const { place, entries } = onFirstHost(topology)
    const { endpoint } = targetOf(topology, place, 'host4')
    const container = topology.containers.find(({ id }) => id === endpoint.containerId)
    if (container) container.state = 'created'
    expect(find(entries(), endpoint.id)).toMatchObject([{ verdict: 'unknown' }])
    if (container) container.state = 'running'
    for (const node of topology.nodes) if (node.hostname === 'host4') node.state = 'down'
    expect(find(entries(), endpoint.id)).toMatchObject([{ verdict: 'unknown', why: expect.stringContaining('down') }])
  })

  it('on a host that is no longer heard', () => {
    const topology = meshTopology(size)
    const { place, entries } = onFirstHost(topology)
    const { host, mac } = targetOf(topology, place)
    const status = topology.statuses.find(({ hostId }) => hostId === host.id)
    if (status)
      status.heard = { state: 'stale', since: 1, detail: 'ECONNREFUSED', clockAheadMs: null, clockUncertaintyMs: null }
    place.fdb = place.fdb.filter((entry) => entry.mac !== mac)
    const byHost = new Map(
      entries().map((one) => [topology.endpoints.find(({ id }) => id === one.endpointId)?.hostId, one]),
    )
    expect(byHost.get(host.id)).toMatchObject({ verdict: 'unknown', why: expect.stringContaining('ECONNREFUSED') })
    expect([...byHost.values()].filter(({ verdict }) => verdict !== 'agrees')).toHaveLength(1)
  })

  it('all of it where this host itself is not heard, or its forwarding entries could not be read', () => {
    const topology = meshTopology(size)
    const { place, entries } = onFirstHost(topology)
    const [status] = topology.statuses.filter(({ hostId }) => hostId === place.hostId)
    if (!status) throw new Error('no status')
    const { heard } = status
    status.heard = { state: 'stale', since: 1, detail: 'gone', clockAheadMs: null, clockUncertaintyMs: null }
    expect(new Set(entries().map(({ verdict }) => verdict))).toEqual(new Set(['unknown']))
    status.heard = heard
    const source = 'bridge -j -d fdb show'
    topology.gaps = [...topology.gaps, aGap(place, source)]
    expect(new Set(entries().map(({ why }) => why))).toEqual(new Set([`${source}: not permitted`]))
  })

  it('where an engine is silent: what its host has now', () => {
    const topology = meshTopology(size)
    const { place, entries } = onFirstHost(topology)
    const { host, endpoint } = targetOf(topology, place)
    const status = topology.statuses.find(({ hostId }) => hostId === host.id)
    if (status) status.engine = { state: 'silent', since: 1, detail: 'it does not answer' }
    expect(find(entries(), endpoint.id)).toMatchObject([{ verdict: 'unknown' }])
  })
})

const aGap = (place: Namespace, source: string): Gap => ({
  id: gapId(place.hostId, source),
  hostId: place.hostId,
  source,
  code: 'no-right',
  reason: 'not permitted',
  cost: '',
  advice: null,
  touches: [place.id],
})

it('costs in proportion to what is there: each list is walked once, however many overlays are asked for', () => {
  const walks = new Map<string, number>()
  const counted = <T extends object>(name: string, list: T[]): T[] =>
    new Proxy(list, {
      get: (target, key, receiver) => {
        if (typeof key === 'string' && /^\d+$/.test(key)) walks.set(name, (walks.get(name) ?? 0) + 1)
        return Reflect.get(target, key, receiver)
      },
    })
  const topology = meshTopology({ hosts: 12, containersPerHost: 6, overlays: 3 })
  const watched: Topology = {
    ...topology,
    hosts: counted('hosts', topology.hosts),
    interfaces: counted('interfaces', topology.interfaces),
    endpoints: counted('endpoints', topology.endpoints),
    containers: counted('containers', topology.containers),
    namespaces: counted('namespaces', topology.namespaces),
    gaps: counted('gaps', topology.gaps),
    nodes: counted('nodes', topology.nodes),
  }
  for (const { id } of overlaysOf(topology)) overlayEntries(watched, id)
  const lengths = { hosts: 12, interfaces: topology.interfaces.length, endpoints: topology.endpoints.length }
  for (const [name, length] of Object.entries(lengths)) {
    expect(walks.get(name)).toBeGreaterThanOrEqual(length)
    expect(walks.get(name)).toBeLessThanOrEqual(6 * length)
  }
})
