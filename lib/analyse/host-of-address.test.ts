import { expect, it } from 'vitest'
import { HostId, NodeId } from '../model/id.ts'
import { meshTopology } from '../view/mesh-topology.ts'
import { hostOfAddress } from './host-of-address.ts'

const idOf = (topology: ReturnType<typeof meshTopology>, name: string) =>
  topology.hosts.find((host) => host.name === name)?.id

it('an address of an interface is its host’s', () => {
  const topology = meshTopology({ hosts: 3, containersPerHost: 0 })
  expect(hostOfAddress(topology, '198.18.0.12')).toBe(idOf(topology, 'host2'))
  expect(hostOfAddress(topology, '198.18.0.99')).toBeNull()
})

it('an address that every host has is no host’s', () => {
  const topology = meshTopology({ hosts: 3, containersPerHost: 0 })
  expect(
    topology.interfaces.filter(({ addresses }) => addresses.some(({ prefix }) => prefix === '172.18.0.1/16')),
  ).toHaveLength(3)
  expect(hostOfAddress(topology, '172.18.0.1')).toBeNull()
})

it('a node that no agent reads has the address that managers see', () => {
  const topology = meshTopology({ hosts: 3, unread: 1, containersPerHost: 0, underlay: 'inet6' })
  expect(hostOfAddress(topology, '2001:db8:51::d')).toBe(idOf(topology, 'host3'))
})

it('a node that is left over and down does not take the address of the host that joined again', () => {
  const topology = meshTopology({ hosts: 3, unread: 1, containersPerHost: 0 })
  const [node] = topology.nodes.slice(-1)
  const [host] = topology.hosts.slice(-1)
  if (!node || !host) throw new Error('no node')
  const twin = NodeId.parse('twin')
  topology.nodes.push({ ...node, id: twin, state: 'down' })
  topology.hosts.push({ ...host, id: HostId.parse(`node:${twin}`), swarm: { ...host.swarm, nodeId: twin } })
  expect(hostOfAddress(topology, node.address ?? '')).toBe(host.id)
})
