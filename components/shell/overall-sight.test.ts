import { expect, test } from 'vitest'
import { type HostId, NodeId } from '../../lib/model/id.ts'
import type { Node } from '../../lib/model/node.ts'
import type { HostStatus } from '../../lib/model/status.ts'
import { TopologyBuilder } from '../../lib/view/build-topology.ts'
import { statusOf } from '../../lib/view/swarm-member-view.ts'
import { overallSight } from './overall-sight.ts'

const build = new TopologyBuilder()
const hosts = [1, 2].map((n) => build.host({ name: `host${n}`, swarm: true, manager: n === 1 }))

const node = (hostname: string, hostId: HostId | null, state: Node['state'] = 'ready'): Node => ({
  id: NodeId.parse(`node-${hostname}-${state}`),
  hostname,
  role: 'worker',
  availability: 'active',
  state,
  message: '',
  address: null,
  manager: null,
  engineVersion: '28.5.2',
  platform: 'linux x86_64',
  labels: {},
  engineLabels: {},
  hostId,
  version: 1,
})
const nodes = hosts.map(({ name, id }) => node(name, id))

const status = (hostId: HostId, change: Partial<HostStatus> = {}): HostStatus => ({
  ...statusOf(hostId, false),
  heard: null,
  ...change,
})
const statuses = hosts.map(({ id }) => status(id))

test('an agent on every node that is not down is degree 4', () => {
  expect(overallSight({ hosts, nodes: [...nodes, node('host2', null, 'down')] }, statuses)).toEqual({
    degree: 4,
    reason: null,
  })
})

test('a node without an agent is named', () => {
  expect(overallSight({ hosts, nodes: [...nodes, node('host3', null)] }, statuses)).toEqual({
    degree: 3,
    reason: 'No agent is heard on node host3.',
  })
})

test('an agent that is no longer heard does not count', () => {
  const heard = { state: 'stale', since: 0, detail: '', clockAheadMs: null, clockUncertaintyMs: null } as const
  const [first, second] = statuses.map((one, index) => (index === 0 ? one : { ...one, heard }))
  if (!first || !second) throw new Error('there are two hosts')
  expect(overallSight({ hosts, nodes }, [first, second])?.reason).toBe('No agent is heard on node host2.')
})

test('a host without kernel sight is the degree of all, with its reason', () => {
  const [first, second] = hosts
  if (!first || !second) throw new Error('there are two hosts')
  const limited = status(second.id, { sight: 2, sightReason: 'The engine is reached by a docker context.' })
  expect(overallSight({ hosts, nodes }, [status(first.id), limited])).toEqual({
    degree: 2,
    reason: 'host2: The engine is reached by a docker context.',
  })
})

test('without a manager it is not known whether all nodes are seen', () => {
  expect(overallSight({ hosts, nodes: [] }, statuses)?.reason).toContain('No manager is heard')
})
