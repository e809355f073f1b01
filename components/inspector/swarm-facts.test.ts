import { describe, expect, test } from 'vitest'
import { NodeId, TaskId } from '../../lib/model/id.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { swarmShop } from '../../lib/view/sample-swarms.ts'
import { networkPlaces } from './network-places.ts'
import { nodeFacts } from './node-facts.ts'
import { nodesOfHost } from './nodes-of-host.ts'
import { peerFacts } from './peer-facts.ts'
import { serviceFacts } from './service-facts.ts'
import { tunnelFacts } from './tunnel-facts.ts'

const topology = swarmShop()
const service = (name: string) => topology.services.find((one) => one.name === name)?.id ?? ''
const network = (name: string) => {
  const found = topology.networks.find((one) => one.name === name)
  if (!found) throw new Error(`no network ${name}`)
  return found
}
const host = (name: string) => {
  const found = topology.hosts.find((one) => one.name === name)
  if (!found) throw new Error(`no host ${name}`)
  return found
}

describe('a service', () => {
  test('its tasks lead to their containers and nodes', () => {
    const { tasks } = serviceFacts(topology, service('shop_web')) ?? { tasks: { now: [], past: [] } }
    expect(tasks.now.map(({ name, node, container }) => [name, node?.hostname, container?.hostId])).toEqual([
      ['shop_web.1', 'host1', host('host1').id],
      ['shop_web.2', 'host3', host('host3').id],
      ['shop_web.3', 'host4', host('host4').id],
    ])
  })

  test('a task of a global service is named by its node, not by the node’s id', () => {
    const { tasks } = serviceFacts(topology, service('monitoring_exporter')) ?? { tasks: { now: [], past: [] } }
    expect(tasks.now.map(({ name }) => name)).toContain('monitoring_exporter.host2')
  })

  test('a port of the mesh answers on every node, one of host mode where a task runs', () => {
    const whereOf = (name: string) => serviceFacts(topology, service(name))?.ports.map(({ where }) => where)
    expect(whereOf('shop_web')).toEqual(['on every node, by the routing mesh'])
    expect(whereOf('monitoring_exporter')).toEqual(['on the nodes of its tasks: host1, host2, host3, host4'])
  })

  test('what failed before is history, and makes the service short', () => {
    const id = service('shop_db')
    const tasks = topology.tasks.flatMap((task) =>
      task.serviceId === id
        ? [{ ...task, id: TaskId.parse('old'), state: 'failed', desiredState: 'shutdown', error: 'No such image' }]
        : [task],
    )
    const facts = serviceFacts({ ...topology, tasks }, id)
    expect(facts?.isShort).toBe(true)
    expect(facts?.tasks.past.map(({ task }) => task.error)).toEqual(['No such image'])
    expect(serviceFacts(topology, id)?.isShort).toBe(false)
  })
})

describe('a node', () => {
  const [, second] = topology.nodes
  if (!second) throw new Error('the sample has four nodes')
  const twin = { ...second, id: NodeId.parse('n2-old'), state: 'down' as const, hostId: null }
  const joinedAgain: Topology = { ...topology, nodes: [...topology.nodes, twin] }

  test('that is left over names the one that took its place, and the other way round', () => {
    expect(nodeFacts(joinedAgain, twin.id)).toMatchObject({ host: null, twins: [{ id: second.id }] })
    expect(nodeFacts(joinedAgain, second.id)?.twins.map(({ state }) => state)).toEqual(['down'])
  })

  test('of a host is the one that it is, not the one left over', () => {
    expect(nodesOfHost(joinedAgain, host('host2'))).toEqual({ node: second, leftOver: [twin] })
  })
})

describe('an overlay', () => {
  test('is told of host by host, with what makes a host’s word doubtful', () => {
    const places = networkPlaces(topology, network('shop_front'))
    expect(places.map(({ host: at, members, doubt }) => [at?.name, members, doubt])).toEqual([
      ['host1', 1, null],
      ['host2', 1, null],
      ['host3', 2, null],
      ['host4', 1, 'stale'],
    ])
  })

  test('a peer is the host that has its address, a stranger, or missing from the list', () => {
    const front = network('shop_front')
    const [one, two] = [host('host1'), host('host2')]
    const peers = [
      { name: 'a', address: one.swarm.nodeAddress ?? '' },
      { name: 'b', address: '198.51.100.99' },
    ]
    const onHosts = front.onHosts.map((on) => (on.hostId === one.id ? { ...on, peers } : on))
    const networks = topology.networks.map((record) => (record.id === front.id ? { ...record, onHosts } : record))
    const believed = peerFacts({ ...topology, networks }, one.id)
    expect(believed.slice(0, 2).map(({ kind }) => kind)).toEqual(['itself', 'stranger'])
    expect(believed.slice(2)).toContainEqual(expect.objectContaining({ kind: 'not listed', host: two }))
  })

  test('its tunnels are named by the hosts at their ends', () => {
    const names = tunnelFacts(topology, ({ networks }) =>
      networks.some(({ networkId }) => networkId === network('shop_vault').id),
    ).map(({ name }) => name)
    expect(names).toEqual(['host2 – host3'])
  })
})

test('nothing is known of what is gone', () => {
  expect([serviceFacts(topology, 'gone'), nodeFacts(topology, 'gone')]).toEqual([null, null])
})
