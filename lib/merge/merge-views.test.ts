import { describe, expect, it } from 'vitest'
import { applyChange } from '../model/apply-change.ts'
import type { Change } from '../model/change.ts'
import { Endpoint } from '../model/endpoint.ts'
import { Network } from '../model/network.ts'
import { emptyTopology, type HostView } from '../model/topology.ts'
import { mergeChange } from './merge-change.ts'
import { mergeViews } from './merge-views.ts'

const aNetwork = (id: string, hostId: string, changes: Partial<Network> = {}): Network => ({
  ...Network.parse({
    id,
    name: id,
    driver: 'overlay',
    scope: 'swarm',
    internal: false,
    attachable: true,
    ingress: false,
    configOnly: false,
    encrypted: false,
    ipv4: true,
    ipv6: false,
    ipamDriver: 'default',
    subnets: [],
    options: {},
    labels: {},
    createdAt: null,
    vnis: [],
    model: 'unknown',
    modelReason: 'nothing is known of it',
    onHosts: [{ hostId, interfaceId: null, uplinkIds: [], namespaceId: null, peers: [] }],
  }),
  ...changes,
})

const anEndpoint = (id: string, hostId: string, origin: Endpoint['origin']): Endpoint =>
  Endpoint.parse({
    id,
    hostId,
    networkId: 'net',
    containerId: null,
    ownerName: `seen by ${hostId}`,
    engineId: null,
    ipv4: null,
    ipv6: null,
    mac: null,
    gateway4: null,
    gateway6: null,
    gatewayPriority: 0,
    names: [],
    aliases: [],
    driverOptions: {},
    interfaceId: null,
    hostInterfaceId: null,
    origin,
  })

const aView = (changes: Partial<HostView>): HostView => ({ ...emptyTopology(), ...changes })

describe('mergeViews', () => {
  it('leaves one host as it is', () => {
    const view = aView({ networks: [aNetwork('net', 'a')] })
    expect(mergeViews([view])).toBe(view)
  })

  it('makes one network of what two hosts say of it, whatever their order', () => {
    const a = aView({ networks: [aNetwork('net', 'a', { vnis: [4097] })] })
    const b = aView({
      networks: [aNetwork('net', 'b', { vnis: [4097, 4098], model: 'overlay-internal' }), aNetwork('own', 'b')],
    })
    const merged = mergeViews([b, a])
    expect(merged.networks.map(({ id }) => id)).toEqual(['net', 'own'])
    expect(merged.networks[0]).toMatchObject({ vnis: [4097, 4098], model: 'overlay-internal' })
    expect(merged.networks[0]?.onHosts.map(({ hostId }) => hostId)).toEqual(['a', 'b'])
    expect(merged).toEqual(mergeViews([a, b]))
  })

  it('believes the host where an endpoint was seen', () => {
    const a = aView({ endpoints: [anEndpoint('net/c', 'a', 'configured')] })
    const b = aView({ endpoints: [anEndpoint('net/c', 'b', 'observed')] })
    expect(mergeViews([a, b]).endpoints).toEqual([anEndpoint('net/c', 'b', 'observed')])
  })
})

describe('mergeChange', () => {
  const a = aView({
    networks: [aNetwork('net', 'a'), aNetwork('only-a', 'a')],
    endpoints: [anEndpoint('net/c', 'a', 'observed')],
  })
  const b = aView({ networks: [aNetwork('net', 'b')], endpoints: [anEndpoint('net/c', 'b', 'configured')] })
  const changes: Change[] = [
    { put: { networks: [aNetwork('net', 'a', { vnis: [7] })] }, gone: {}, readAt: 1 },
    { put: {}, gone: { networks: ['net', 'only-a'], endpoints: ['net/c'] }, readAt: 2 },
    { put: { networks: [aNetwork('fresh', 'a')] }, gone: {}, readAt: 3 },
  ]

  it.each(changes)('brings the merged topology to what a merge of the changed views gives', (change) => {
    const changed = mergeViews([applyChange(a, change), b])
    expect(applyChange(mergeViews([a, b]), mergeChange([b], change))).toEqual(changed)
  })

  it('passes the change of a lone host on as it is', () => {
    const change: Change = { put: {}, gone: { networks: ['net'] }, readAt: 1 }
    expect(mergeChange([], change)).toBe(change)
  })
})
