import { expect, test } from 'vitest'
import type { ListeningSocket } from '../../lib/model/namespace.ts'
import { managementSockets } from './management-sockets.ts'

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
  expect(managementSockets([socket({ port: 2375 }), socket({ port: 80 })]).map(({ purpose }) => purpose)).toEqual([
    'Docker API without TLS',
  ])
})

test('whatever port the engine itself listens on is one', () => {
  const [found] = managementSockets([socket({ port: 4243, process: { name: 'dockerd', pid: 1 } })])
  expect(found?.purpose).toBe('port of dockerd')
})

test('docker-proxy stands for a published port, not for management', () => {
  expect(managementSockets([socket({ port: 8080, process: { name: 'docker-proxy', pid: 1 } })])).toEqual([])
})
