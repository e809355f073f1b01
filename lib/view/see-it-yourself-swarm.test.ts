import { expect, test } from 'vitest'
import { NetworkId, ServiceId, TaskId } from '../model/id.ts'
import type { Task } from '../model/task.ts'
import { meshTopology } from './mesh-topology.ts'
import { onHost, type SeeCommand, seeHost } from './see-it-yourself.ts'
import { seeNode, seeTask, seeTunnelEnd } from './see-it-yourself-swarm.ts'

const commands = (list: SeeCommand[]): string[] => list.map((one) => one.command)
const topology = meshTopology({ hosts: 2, containersPerHost: 1 })
const overlay = topology.namespaces.find(({ kind }) => kind === 'overlay')
if (!overlay) throw new Error('no overlay')

const task: Task = {
  id: TaskId.parse('t1'),
  kind: 'container',
  serviceId: ServiceId.parse('s1'),
  name: 'web.1',
  slot: 1,
  nodeId: null,
  state: 'running',
  desiredState: 'running',
  message: '',
  error: null,
  containerId: null,
  addresses: [{ networkId: NetworkId.parse('n1'), prefixes: [] }],
  changedAt: null,
  version: 1,
}

test('a tunnel’s end is looked at in each overlay’s namespace, at its VXLAN device', () => {
  const list = commands(
    seeTunnelEnd({
      remote: '198.18.0.12',
      port: 4789,
      encrypted: false,
      devices: [{ namespace: overlay, name: 'vxlan0' }],
    }),
  )
  expect(list).toContain(`nsenter --net=${overlay.file} bridge fdb show dev vxlan0`)
  expect(list).toContain(`nsenter --net=${overlay.file} ip neigh show dev vxlan0`)
  expect(list).toContain(`nsenter --net=${overlay.file} ip -d link show dev vxlan0`)
  expect(list).toContain('ip route get 198.18.0.12')
  expect(list).toContain("ss -lnu 'sport = :4789'")
  expect(list).not.toContain('ip xfrm state')
})

test('an encrypted one has IPsec besides, in the host’s own namespace', () => {
  const list = commands(seeTunnelEnd({ remote: null, port: null, encrypted: true, devices: [] }))
  expect(list).toEqual(['ip xfrm state', 'ip xfrm policy', 'iptables-save -c -t mangle'])
})

test('nodes and tasks are asked of the engine by their ids', () => {
  const [node] = topology.nodes
  if (!node) throw new Error('no node')
  expect(commands(seeNode(node))).toContain(`docker node inspect ${node.id}`)
  expect(commands(seeTask(task))).toEqual(['docker inspect --type task t1', 'docker service ps --no-trunc s1'])
  expect(commands(seeTask({ ...task, kind: 'attachment', serviceId: null }))).toEqual(['docker inspect --type task t1'])
})

test('commands say where to run them', () => {
  const [host] = topology.hosts
  if (!host) throw new Error('no host')
  expect(new Set(onHost(host.name, seeHost(host)).map((one) => one.host))).toEqual(new Set(['host1']))
})
