import { expect, test } from 'vitest'
import { TopologyBuilder } from './build-topology.ts'
import { endText } from './end-text.ts'
import { deploymentModels, threeHosts } from './sample-topologies.ts'

test('a container by its name, an interface and an endpoint by their address, a host and a gateway as such', () => {
  const topology = deploymentModels()
  const named = (name: string) => topology.containers.find((one) => one.name === name)
  const endpoint = topology.endpoints.find(({ containerId }) => containerId === named('db')?.id)
  const [host] = topology.hosts
  const nic = topology.interfaces.find(({ name }) => name === 'eth0')
  expect(endText(topology, `container:${named('db')?.id}`)).toBe('db')
  expect(endText(topology, `endpoint:${endpoint?.id}`)).toBe('172.31.10.53')
  expect(endText(topology, `host:${host?.id}`)).toBe('host:host1')
  expect(endText(topology, `interface:${nic?.id}`)).toBe('198.51.100.11')
})

test('where two have one name, by the id', () => {
  const topology = threeHosts()
  const build = new TopologyBuilder()
  const [near, far] = ['host1', 'host2'].map((name) => build.host({ name }))
  const twins = [near, far].flatMap((host) => (host ? [build.container(host, { name: 'agent' })] : []))
  expect(twins.map(({ id }) => endText(build.topology, `container:${id}`))).toEqual(
    twins.map(({ id }) => id.slice(0, 12)),
  )
  expect(endText(topology, 'group:host1/shop')).toBeNull()
  expect(endText(topology, 'container:none')).toBeNull()
})
