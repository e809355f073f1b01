import { expect, test } from 'vitest'
import type { ListeningSocket } from '../../lib/model/namespace.ts'
import { managementPorts } from './management-ports.ts'

const socket = (change: Partial<ListeningSocket>): ListeningSocket => ({
  protocol: 'tcp',
  family: 'inet',
  address: '*',
  port: 80,
  takesIpv4: null,
  process: null,
  ...change,
})

test('known ports are named, also where the process is not', () => {
  expect(managementPorts([socket({ port: 2375 }), socket({ port: 80 })], []).map(({ purpose }) => purpose)).toEqual([
    'Docker API without TLS',
  ])
})

test('whatever port the engine itself listens on is one', () => {
  const [found] = managementPorts([socket({ port: 4243, process: { name: 'dockerd', pid: 1 } })], [])
  expect(found?.purpose).toBe('port of dockerd')
})

test('docker-proxy stands for a published port, not for management', () => {
  expect(managementPorts([socket({ port: 8080, process: { name: 'docker-proxy', pid: 1 } })], [])).toEqual([])
})

test('every port of an engine in a swarm is named, with the data path that no process holds', () => {
  const dockerd = { name: 'dockerd', pid: 7 }
  const found = managementPorts(
    [
      socket({ port: 7946, process: dockerd }),
      socket({ port: 7946, protocol: 'udp', process: dockerd }),
      socket({ port: 2377, process: dockerd }),
      socket({ port: 2376, process: dockerd }),
      socket({ port: 9323, address: '127.0.0.1', process: dockerd }),
    ],
    [4789, 4789],
  )
  expect(found.map(({ port, protocol, purpose, holder }) => `${port}/${protocol} ${purpose}: ${holder}`)).toEqual([
    '2376/tcp Docker API with TLS: dockerd (7)',
    '2377/tcp swarm management: dockerd (7)',
    '4789/udp overlay data path (VXLAN): kernel',
    '7946/tcp swarm gossip: dockerd (7)',
    '7946/udp swarm gossip: dockerd (7)',
    '9323/tcp engine metrics: dockerd (7)',
  ])
})

test('the socket of the overlays’ data path is the kernel’s, and told once', () => {
  const found = managementPorts([socket({ port: 4789, protocol: 'udp', address: '0.0.0.0' })], [4789])
  expect(found.map(({ address, holder }) => `${address} ${holder}`)).toEqual(['0.0.0.0 kernel'])
})

test('a well-known port that another program holds is not called the engine’s', () => {
  const [found] = managementPorts([socket({ port: 2375, process: { name: 'nginx', pid: 9 } })], [])
  expect(found).toMatchObject({ purpose: 'nginx, on the port of: Docker API without TLS', holder: 'nginx (9)' })
})
