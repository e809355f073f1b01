import { describe, expect, it } from 'vitest'
import type { Topology } from '../model/topology.ts'
import { meshTopology } from '../view/mesh-topology.ts'
import { findTunnels } from './find-tunnels.ts'

const namesOf = (topology: Topology) => new Map<string | null, string>(topology.hosts.map(({ id, name }) => [id, name]))
const between = (topology: Topology, first: string, second: string) => {
  const names = namesOf(topology)
  return findTunnels(topology).filter(({ hostIds }) =>
    [first, second].every((name) => hostIds.some((id) => names.get(id) === name)),
  )
}
const addressOf = ({ interfaces, hosts }: Topology, hostId: string | null) =>
  interfaces
    .find(
      ({ namespaceId, name }) => name === 'eth0' && namespaceId === hosts.find(({ id }) => id === hostId)?.namespaceId,
    )
    ?.addresses[0]?.prefix.replace(/\/.*/, '')

describe.each([{ underlay: 'inet' }, { underlay: 'inet6' }] as const)('over $underlay', ({ underlay }) => {
  const topology = meshTopology({ hosts: 4, containersPerHost: 2, overlays: 2, subnetsPerOverlay: 2, underlay })
  const tunnels = findTunnels(topology)

  it('joins each pair of hosts once, at the addresses of both', () => {
    expect(tunnels).toHaveLength((4 * 3) / 2)
    expect(new Set(tunnels.map(({ id }) => id)).size).toBe(tunnels.length)
    for (const { hostIds, addresses, agreed, port } of tunnels) {
      expect(addresses).toEqual(hostIds.map((id) => addressOf(topology, id)))
      expect([agreed, port]).toEqual(['both', 4789])
    }
  })

  it('counts the entries of each VNI at either end', () => {
    for (const { networks } of tunnels) {
      expect(networks.map(({ vni }) => vni)).toEqual(topology.networks.flatMap(({ vnis }) => vnis))
      // One container a subnet and host, and the load balancer in the first subnet.
      expect(networks.map(({ entries }) => entries)).toEqual([
        [2, 2],
        [1, 1],
        [2, 2],
        [1, 1],
      ])
    }
  })
})

describe('a tunnel', () => {
  const size = { hosts: 3, containersPerHost: 2 } as const

  it('is one-sided where a host that is seen has no entry for the way back', () => {
    const topology = meshTopology(size)
    const [first] = topology.hosts
    const back = addressOf(topology, first?.id ?? null)
    for (const place of topology.namespaces)
      if (place.hostId === topology.hosts[1]?.id) place.fdb = place.fdb.filter(({ remote }) => remote !== back)
    const [tunnel, ...more] = between(topology, 'host1', 'host2')
    expect(more).toEqual([])
    expect(tunnel).toMatchObject({ agreed: 'one-sided', hostIds: [first?.id, topology.hosts[1]?.id] })
    expect(tunnel?.addresses[0]).toBeNull()
    expect(tunnel?.networks[0]?.entries[1]).toBe(0)
    expect(tunnel?.why).toBe('On overlay1, host1 sends to host2, which has no entry for the way back.')
    expect(between(topology, 'host1', 'host3')[0]?.agreed).toBe('both')
  })

  it('is of both where a host has endpoints in one subnet of an overlay alone', () => {
    const topology = meshTopology({ hosts: 3, containersPerHost: 2, subnetsPerOverlay: 2 })
    const [first, second] = topology.hosts
    const here = addressOf(topology, second?.id ?? null)
    const place = topology.namespaces.find(({ kind, hostId }) => kind === 'overlay' && hostId === first?.id)
    if (place) place.fdb = place.fdb.filter(({ remote, device }) => remote !== here || device === 'vxlan0')
    const [tunnel] = between(topology, 'host1', 'host2')
    expect(tunnel?.networks.map(({ entries }) => entries[0])).toContain(0)
    expect(tunnel?.agreed).toBe('both')
  })

  it('is unknown to the host that no agent reads, and has its address', () => {
    const topology = meshTopology({ ...size, unread: 1 })
    const [tunnel] = between(topology, 'host1', 'host3')
    expect(tunnel).toMatchObject({ agreed: 'unknown', why: 'No agent reads host3.' })
    expect(tunnel?.hostIds[1]).toBe(topology.hosts[2]?.id)
    expect(tunnel?.addresses).toEqual([null, topology.nodes[2]?.address])
    expect(tunnel?.networks.map(({ entries }) => entries)).toEqual([[2, null]])
  })

  it('is unknown where one end is no longer heard', () => {
    const topology = meshTopology(size)
    for (const status of topology.statuses)
      if (status.hostId === topology.hosts[2]?.id)
        status.heard = { state: 'stale', since: 1, detail: 'ETIMEDOUT', clockAheadMs: null, clockUncertaintyMs: null }
    expect(between(topology, 'host1', 'host3')[0]).toMatchObject({
      agreed: 'unknown',
      why: 'host3 is shown as it was last heard: ETIMEDOUT.',
    })
    expect(between(topology, 'host1', 'host2')[0]?.agreed).toBe('both')
  })

  it('leads to an address where no host has that', () => {
    const topology = meshTopology(size)
    const place = topology.namespaces.find(({ kind }) => kind === 'overlay')
    const entry = place?.fdb.find(({ remote }) => remote !== null)
    if (entry) entry.remote = '192.0.2.99'
    const [lone] = findTunnels(topology).filter(({ hostIds }) => hostIds[1] === null)
    expect(lone).toMatchObject({ hostIds: [place?.hostId, null], addresses: [null, '192.0.2.99'], agreed: 'unknown' })
  })

  it('is a second one where entries name another address of the same host', () => {
    const topology = meshTopology(size)
    const [first, second] = topology.hosts
    for (const one of topology.interfaces)
      if (one.namespaceId === second?.namespaceId && one.name === 'eth0')
        one.addresses.push({ prefix: '192.0.2.12/24', family: 'inet', scope: 'global', flags: [] })
    const place = topology.namespaces.find(({ kind, hostId }) => kind === 'overlay' && hostId === first?.id)
    const entry = place?.fdb.find(({ remote }) => remote === addressOf(topology, second?.id ?? null))
    if (entry) entry.remote = '192.0.2.12'
    const both = between(topology, 'host1', 'host2')
    expect(both.map(({ addresses, agreed }) => [addresses[1], agreed])).toEqual([
      ['198.18.0.12', 'both'],
      ['192.0.2.12', 'one-sided'],
    ])
  })
})
