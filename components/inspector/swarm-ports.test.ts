import { expect, test } from 'vitest'
import type { ListeningSocket } from '../../lib/model/namespace.ts'
import { TopologyBuilder } from '../../lib/view/build-topology.ts'
import { swarmPorts } from './swarm-ports.ts'

const build = new TopologyBuilder()
const manager = build.host({ name: 'host1', swarm: true, manager: true })
const worker = build.host({ name: 'host2', swarm: true })

const socket = (port: number, protocol: 'tcp' | 'udp', change: Partial<ListeningSocket> = {}): ListeningSocket => ({
  protocol,
  family: 'any',
  address: '*',
  port,
  takesIpv4: null,
  process: { name: 'dockerd', pid: 7 },
  ...change,
})
const kernel = socket(4789, 'udp', { address: '0.0.0.0', process: null })
const all = [socket(2377, 'tcp'), socket(7946, 'tcp'), socket(7946, 'udp'), kernel]
const statesOf = (...wanted: Parameters<typeof swarmPorts>) =>
  swarmPorts(...wanted).map((one) => `${one.port} ${one.state}`)

test('a manager with an overlay has all four, the data path without a process', () => {
  expect(statesOf(manager, { sockets: all }, [4789], null)).toEqual([
    '2377/tcp listens',
    '7946/tcp listens',
    '7946/udp listens',
    '4789/udp listens',
  ])
  expect(swarmPorts(manager, { sockets: all }, [4789], null)[3]).toMatchObject({
    addresses: ['0.0.0.0'],
    holder: 'kernel, no process',
  })
})

test('a worker needs no management port, and no data path before it has an overlay', () => {
  expect(statesOf(worker, { sockets: all.slice(1, 3) }, [], 5789)).toEqual([
    '2377/tcp not needed',
    '7946/tcp listens',
    '7946/udp listens',
    '5789/udp not needed',
  ])
})

test('what does not listen is missing', () => {
  expect(statesOf(manager, { sockets: [socket(7946, 'tcp')] }, [4789], null)).toEqual([
    '2377/tcp missing',
    '7946/tcp listens',
    '7946/udp missing',
    '4789/udp missing',
  ])
})

test('a program on the port of the data path keeps VXLAN from it', () => {
  const sockets = [...all.slice(0, 3), socket(4789, 'udp', { process: { name: 'socat', pid: 9 } })]
  expect(swarmPorts(manager, { sockets }, [4789], null)[3]).toMatchObject({ state: 'missing' })
})

test('nothing is said of sockets that were not read', () => {
  expect(statesOf(manager, null, [4789], null).every((line) => line.endsWith('unknown'))).toBe(true)
})
