import { expect, test } from 'vitest'
import { TopologyBuilder } from '../../lib/view/build-topology.ts'
import { hostNamespaces } from './host-namespaces.ts'

const build = new TopologyBuilder()
const host = build.host({ name: 'host1' })
const other = build.host({ name: 'host2' })
const network = build.network({ name: 'backnet', model: 'overlay-gwbridge', hosts: [host] })
Object.assign(build.namespace(host.id, 'overlay', '1-abc'), { networkId: network.id })
Object.assign(build.namespace(host.id, 'loadBalancer', 'lb_abc'), { networkId: network.id })
Object.assign(build.namespace(host.id, 'other', 'net:7@boot'), { file: '/run/netns/blue' })
build.namespace(other.id, 'overlay', '1-abc')
const container = build.container(host, { name: 'web' })

test('what the engine made for itself, what nobody owns and what containers own is told apart', () => {
  const { others, ofContainers } = hostNamespaces(build.topology, host.id)
  expect(others.map(({ title }) => title)).toEqual([
    'load balancer of backnet',
    'no known owner: /run/netns/blue',
    'overlay backnet',
  ])
  expect(ofContainers.flatMap(({ owners }) => owners.map(({ id }) => id))).toEqual(
    container.namespaceId === null ? [] : [container.id],
  )
})
