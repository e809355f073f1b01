import { expect, it } from 'vitest'
import type { ListeningSocket } from '../model/namespace.ts'
import type { Topology } from '../model/topology.ts'
import { meshTopology } from '../view/mesh-topology.ts'
import { findSwarmPorts } from './find-swarm-ports.ts'

const socket = (
  protocol: 'tcp' | 'udp' | 'mptcp',
  port: number,
  wish: Partial<ListeningSocket> = {},
): ListeningSocket => ({
  protocol,
  family: 'any',
  address: '*',
  port,
  takesIpv4: true,
  process: { name: 'dockerd', pid: 27 },
  ...wish,
})
const kernel = socket('udp', 4789, { family: 'inet', address: '0.0.0.0', process: null })
const usual = [socket('tcp', 2377), socket('tcp', 7946), socket('udp', 7946), kernel]

/** A swarm of two, of which host1, a manager, and host2, a worker, have these sockets. */
function withSockets(sockets: ListeningSocket[], change: (topology: Topology) => void = () => {}): Topology {
  const topology = meshTopology({ hosts: 2, containersPerHost: 1 })
  for (const place of topology.namespaces) if (place.kind === 'host') place.sockets = sockets
  change(topology)
  return topology
}
const portsOf = (topology: Topology, name: string) => {
  const host = topology.hosts.find((one) => one.name === name)
  return host ? findSwarmPorts(topology, host.id) : []
}
const verdicts = (topology: Topology, name = 'host1') =>
  Object.fromEntries(portsOf(topology, name).map(({ protocol, port, verdict }) => [`${port}/${protocol}`, verdict]))

it('a manager needs the managers’ port besides what every node needs', () => {
  const topology = withSockets(usual)
  expect(verdicts(topology)).toEqual({
    '2377/tcp': 'listens',
    '7946/tcp': 'listens',
    '7946/udp': 'listens',
    '4789/udp': 'listens',
  })
  expect(Object.keys(verdicts(topology, 'host2'))).toEqual(['7946/tcp', '7946/udp', '4789/udp'])
})

it('says on which address and by whom', () => {
  const [managers, , , dataPath] = portsOf(withSockets(usual), 'host1')
  expect(managers?.listeners).toEqual([{ address: '*', process: 'dockerd' }])
  expect(dataPath).toMatchObject({ listeners: [{ address: '0.0.0.0', process: null }], why: 'Held by the kernel.' })
})

it('takes no nameless socket for the kernel’s where nothing can be named', () => {
  const nameless = usual.map((one) => ({ ...one, process: null }))
  expect(portsOf(withSockets(nameless), 'host1')[3]?.why).toContain('cannot be named')
})

it('follows the ports that the swarm was made with', () => {
  const topology = withSockets(
    [socket('mptcp', 2400), ...usual.slice(1, 3), { ...kernel, port: 4900 }],
    ({ nodes, interfaces }) => {
      for (const node of nodes) if (node.manager) node.manager.address = '198.18.0.11:2400'
      for (const { type } of interfaces) if (type.kind === 'vxlan') type.port = 4900
    },
  )
  expect(verdicts(topology)).toEqual({
    '2400/tcp': 'listens',
    '7946/tcp': 'listens',
    '7946/udp': 'listens',
    '4900/udp': 'listens',
  })
})

it('misses what does not listen, or on loopback alone, or is another’s', () => {
  const topology = withSockets([
    socket('tcp', 2377, { address: '127.0.0.1' }),
    socket('udp', 7946),
    { ...kernel, process: { name: 'vxland', pid: 4 } },
  ])
  expect(verdicts(topology)).toEqual({
    '2377/tcp': 'missing',
    '7946/tcp': 'missing',
    '7946/udp': 'listens',
    '4789/udp': 'missing',
  })
  expect(portsOf(topology, 'host1').map(({ why }) => why)).toEqual([
    'Nothing listens at 2377 but on 127.0.0.1: other nodes do not reach this manager.',
    'Nothing listens at 7946: other nodes are not told of the endpoints here, nor this one of theirs.',
    'Held by dockerd.',
    'vxland holds the port, so the kernel cannot take VXLAN there.',
  ])
})

it('does not miss the data path while no overlay is live', () => {
  const topology = withSockets(usual.slice(0, 3), (made) => {
    made.namespaces = made.namespaces.filter(({ kind }) => kind !== 'overlay')
  })
  expect(verdicts(topology)['4789/udp']).toBe('not-needed')
})

it('does not know what it cannot see', () => {
  const topology = withSockets([], ({ statuses }) => {
    for (const status of statuses) status.kernel = { state: 'none', detail: 'it is on another machine' }
  })
  expect(new Set(Object.values(verdicts(topology)))).toEqual(new Set(['unknown']))
  expect(portsOf(topology, 'host1')[0]?.why).toBe('The kernel of host1 is not seen: it is on another machine.')
})

it('has none for a host outside a swarm, or one that no agent reads', () => {
  expect(
    portsOf(
      withSockets(usual, ({ hosts }) => void hosts.map(({ swarm }) => Object.assign(swarm, { state: 'inactive' }))),
      'host1',
    ),
  ).toEqual([])
  expect(portsOf(meshTopology({ hosts: 2, unread: 1, containersPerHost: 1 }), 'host2')).toEqual([])
})
