import { expect, test } from 'vitest'
import { NodeId, ServiceId, TaskId } from '../model/id.ts'
import type { Node } from '../model/node.ts'
import type { Service } from '../model/service.ts'
import type { Task } from '../model/task.ts'
import { TopologyBuilder } from './build-topology.ts'
import { findRecords } from './find-records.ts'
import { nodeTable, serviceTable, taskTable } from './swarm-tables.ts'
import type { Table } from './table.ts'

const build = new TopologyBuilder()
const host = build.host({ name: 'host1', swarm: true, manager: true })
const network = build.network({ name: 'backnet', model: 'overlay-gwbridge', hosts: [host] })
const container = build.container(host, { name: 'web.1.abcdefghijklmnopqrstuvwxy' })

const node = (id: string, change: Partial<Node>): Node => ({
  id: NodeId.parse(id),
  hostname: 'host1',
  role: 'worker',
  availability: 'active',
  state: 'ready',
  message: '',
  address: '192.0.2.11',
  manager: null,
  engineVersion: '28.5.2',
  platform: 'linux x86_64',
  labels: { zone: 'a' },
  engineLabels: {},
  hostId: null,
  version: 1,
  ...change,
})

const web: Service = {
  id: ServiceId.parse('web'),
  name: 'shop_web',
  image: 'nginx:1.27@sha256:00',
  mode: 'replicated',
  replicas: 2,
  endpointMode: 'vip',
  virtualIps: [{ networkId: network.id, address: '10.20.0.2/24' }],
  ports: [{ protocol: 'tcp', targetPort: 80, publishedPort: 8080, mode: 'ingress' }],
  networks: [{ networkId: network.id, aliases: [] }],
  constraints: [],
  labels: {},
  stack: 'shop',
  updateState: null,
  createdAt: null,
  version: 1,
}

const task = (id: string, change: Partial<Task>): Task => ({
  id: TaskId.parse(id),
  kind: 'container',
  serviceId: web.id,
  name: 'shop_web.1',
  slot: 1,
  nodeId: NodeId.parse('n1'),
  state: 'running',
  desiredState: 'running',
  message: '',
  error: null,
  containerId: container.id,
  addresses: [{ networkId: network.id, prefixes: ['10.20.0.5/24'] }],
  changedAt: '2026-11-23T09:00:00Z',
  version: 1,
  ...change,
})

const topology = {
  ...build.topology,
  nodes: [
    node('n1', { hostId: host.id, manager: { leader: true, reachability: 'reachable', address: '192.0.2.11:2377' } }),
    node('n0', { state: 'down', address: null }),
  ],
  services: [web],
  tasks: [
    task('t0', { state: 'failed', desiredState: 'shutdown', containerId: null, changedAt: '2026-11-23T08:00:00Z' }),
    task('t1', {}),
  ],
}

const told = ({ columns, rows }: Table) =>
  rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, row.cells[at]?.text])))

test('a node that is left over has a row beside the one that joined again', () => {
  expect(told(nodeTable(topology))).toMatchObject([
    { Node: 'host1', Role: 'worker', 'Node state': 'down', Address: '', Tasks: '0', Agent: 'none' },
    { Node: 'host1', Role: 'leader', 'Node state': 'ready', Address: '192.0.2.11', Tasks: '1', Agent: 'heard' },
  ])
})

test('a service tells what runs of what is wanted, and where', () => {
  expect(told(serviceTable(topology))).toMatchObject([
    {
      Service: 'shop_web',
      Stack: 'shop',
      Running: '1 of 2',
      Nodes: 'host1',
      Networks: 'backnet',
      'Virtual addresses': '10.20.0.2/24',
      Published: ':8080 → 80/tcp',
      Image: 'nginx:1.27',
    },
  ])
})

test('tasks come by slot, the newest first, and lead to their container where there is one', () => {
  const table = taskTable(topology)
  expect(told(table).map((row) => row['Task state'])).toEqual(['running', 'failed'])
  expect(table.rows.map(({ subject }) => subject)).toEqual([`container:${container.id}`, `service:${web.id}`])
})

test('the palette finds a service by its virtual address and a node by its label', () => {
  expect(findRecords(topology, '10.20.0.2')[0]).toMatchObject({ subject: `service:${web.id}`, where: 'address' })
  expect(findRecords(topology, 'zone=a').map(({ subject }) => subject)).toEqual(['node:n0', 'node:n1'])
})
