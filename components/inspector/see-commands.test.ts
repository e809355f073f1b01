import { expect, test } from 'vitest'
import { findTunnels } from '../../lib/analyse/find-tunnels.ts'
import { meshTopology } from '../../lib/view/mesh-topology.ts'
import { deploymentModels } from '../../lib/view/sample-topologies.ts'
import { seeCommands } from './see-commands.ts'

const topology = deploymentModels()
const commandsOf = (kind: string, id: string) => seeCommands(topology, kind, id).map(({ command }) => command)

test('an endpoint is shown by the commands of its container', () => {
  const endpoint = topology.endpoints.find(({ containerId }) => containerId !== null)
  expect(commandsOf('endpoint', endpoint?.id ?? '')).toEqual(commandsOf('container', endpoint?.containerId ?? ''))
  expect(commandsOf('endpoint', endpoint?.id ?? '')).toContain(`docker inspect ${endpoint?.containerId}`)
})

test('an interface of the host is asked for without entering', () => {
  const nic = topology.interfaces.find(({ name }) => name === 'eth0')
  expect(commandsOf('interface', nic?.id ?? '')).toContain('ip -d addr')
})

test('what is gone has no commands', () => {
  for (const kind of ['container', 'network', 'host', 'interface', 'endpoint', 'nothing'])
    expect(commandsOf(kind, 'gone')).toEqual([])
})

test('a network of several hosts is looked at on each, a tunnel at both ends, what only managers know on a manager', () => {
  const mesh = meshTopology({ hosts: 3, containersPerHost: 1 })
  const hostsOf = (kind: string, id: string) => new Set(seeCommands(mesh, kind, id).map(({ host }) => host))
  const [network] = mesh.networks
  const [node] = mesh.nodes
  const [tunnel] = findTunnels(mesh)
  expect(hostsOf('network', network?.id ?? '')).toEqual(new Set(['host1', 'host2', 'host3']))
  expect(hostsOf('node', node?.id ?? '')).toEqual(new Set(['host1']))
  const ends = mesh.hosts.filter(({ id }) => tunnel?.hostIds.includes(id)).map(({ name }) => name)
  expect(hostsOf('tunnel', tunnel?.id ?? '')).toEqual(new Set(ends))
  for (const name of ends) {
    const far = tunnel?.addresses[tunnel.hostIds[0] === mesh.hosts.find((host) => host.name === name)?.id ? 1 : 0]
    const list = seeCommands(mesh, 'tunnel', tunnel?.id ?? '').filter(({ host }) => host === name)
    expect(list.map(({ command }) => command)).toContain(`ip route get ${far}`)
  }
})

test('of one host nothing says where', () => {
  const host = topology.hosts[0]
  expect(new Set(seeCommands(topology, 'host', host?.id ?? '').map((one) => one.host))).toEqual(new Set([null]))
})
