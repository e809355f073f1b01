import { hostname, release } from 'node:os'
import { expect, test } from 'vitest'
import type { Answer } from '../host-source.ts'
import type { EndpointTarget } from './endpoint.ts'
import { findEnginePlace } from './find-engine-place.ts'

const info = (KernelVersion: string, Name: string) => ({
  readInfo: (): Promise<Answer<unknown>> =>
    Promise.resolve({ ok: true, value: { KernelVersion, Name }, source: 'GET /info', readAt: 0 }),
})
const place = (target: EndpointTarget, kernel = release(), name = hostname()) =>
  findEnginePlace({ label: 'the label', target }, info(kernel, name))
const tcp = (host: string): EndpointTarget => ({ kind: 'tcp', host, port: 2375, basePath: '', tls: null })
const ssh = (host: string): EndpointTarget => ({ kind: 'ssh', host, user: null, port: null, socketPath: null })
const socket: EndpointTarget = { kind: 'unix', path: '/var/run/docker.sock' }

test('a socket, loopback and this machine’s own name lead to this kernel', async () => {
  for (const target of [socket, tcp('localhost'), tcp('127.0.0.1'), tcp('::1'), ssh(hostname())])
    expect(await place(target)).toBeNull()
})

test('another address, and a name that only ssh knows, lead elsewhere', async () => {
  expect(await place(tcp('203.0.113.9'))).toContain('the label is on another machine')
  expect(await place(ssh('203.0.113.9'))).toContain('another machine')
  expect(await place(ssh('build-box.invalid'))).toContain('another machine')
})

test('a tunnel that begins on loopback leads to the machine that the engine names', async () => {
  for (const target of [tcp('127.0.0.1'), tcp('localhost'), ssh('localhost')])
    expect(await place(target, release(), 'elsewhere')).toContain('the label runs on elsewhere, another machine than')
  expect(await place(socket, release(), 'elsewhere')).toBeNull()
})

test('a socket into a virtual machine is told by the kernel there', async () => {
  expect(await place(socket, '6.10.14-linuxkit')).toContain('runs on Linux 6.10.14-linuxkit')
})

test('an engine that says nothing is taken to be here', async () => {
  expect(await place(socket, '')).toBeNull()
  const silent = { readInfo: () => new Promise<never>(() => {}) }
  expect(await findEnginePlace({ label: '', target: socket }, silent)).toBeNull()
})
