import { expect, it } from 'vitest'
import { meshTopology } from '../view/mesh-topology.ts'
import { readNetworkDetail } from './network-detail.ts'

it('an overlay of several subnets has the bridge, VXLAN device and forwarding entries of each, on every host', async () => {
  const topology = meshTopology({ hosts: 3, containersPerHost: 3, overlays: 2, subnetsPerOverlay: 3 })
  const [network] = topology.networks
  for (const one of topology.interfaces) {
    if (one.type.kind !== 'vxlan') continue
    one.bridgePort = { state: 'forwarding', hairpin: false, isolated: false, learning: true, vlans: [] }
  }
  const detail = network && (await readNetworkDetail({ agentOf: () => null }, topology, network.id))
  const places = topology.namespaces.filter(({ kind, networkId }) => kind === 'overlay' && networkId === network?.id)
  const names = detail?.interfaces.map(({ namespaceId, name }) => `${namespaceId} ${name}`)
  const devices = ['br0', 'br1', 'br2', 'vxlan0', 'vxlan1', 'vxlan2']
  expect(new Set(names)).toEqual(new Set(places.flatMap(({ id }) => devices.map((name) => `${id} ${name}`))))
  expect(detail?.fdb).toEqual(places.flatMap(({ fdb }) => fdb))
  expect(detail?.inspect.reason).toBe('No agent that could tell is heard.')
})
