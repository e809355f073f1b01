import { expect, test } from 'vitest'
import { parseDockerHost } from './parse-docker-host.ts'

const targetOf = (value: string, withTls = false) => {
  const parsed = parseDockerHost(value, withTls)
  return parsed.ok ? parsed.target : parsed.reason
}

test('a unix address is a path, the usual one when it has none', () => {
  expect(targetOf('unix:///run/other.sock')).toEqual({ kind: 'unix', path: '/run/other.sock' })
  expect(targetOf('unix://')).toEqual({ kind: 'unix', path: '/var/run/docker.sock' })
  expect(targetOf('unix://run/other.sock')).toContain('names no absolute path')
})

test('a tcp address has the port 2375, or 2376 with TLS, where it names none', () => {
  const tcp = { kind: 'tcp', basePath: '', tls: null }
  expect(targetOf('tcp://192.0.2.7')).toEqual({ ...tcp, host: '192.0.2.7', port: 2375 })
  expect(targetOf('tcp://docker.example', true)).toEqual({ ...tcp, host: 'docker.example', port: 2376 })
  expect(targetOf('192.0.2.7:80')).toEqual({ ...tcp, host: '192.0.2.7', port: 80 })
  expect(targetOf('tcp://[2001:db8::7]:4243')).toEqual({ ...tcp, host: '2001:db8::7', port: 4243 })
  expect(targetOf('tcp://proxy:80/host7/')).toEqual({ ...tcp, host: 'proxy', port: 80, basePath: '/host7' })
  expect(targetOf('tcp://')).toEqual({ ...tcp, host: 'localhost', port: 2375 })
})

test('an ssh address may name user, port and the socket over there', () => {
  expect(targetOf('ssh://ops@host7:2222')).toEqual({
    kind: 'ssh',
    host: 'host7',
    user: 'ops',
    port: 2222,
    socketPath: null,
  })
  expect(targetOf('ssh://host7/run/user/1000/docker.sock')).toMatchObject({
    socketPath: '/run/user/1000/docker.sock',
  })
})

test.each([
  ['http://host7:2375', 'begins with http://'],
  ['fd://', 'begins with fd://'],
  ['tcp://host7:notaport', 'not of the form'],
  ['tcp://user@host7', 'not of the form'],
  ['tcp://host7?x=1', 'not of the form'],
  ['ssh://ops:secret@host7', 'password'],
  ['ssh://-oProxyCommand=x', '"-"'],
  ['ssh://%2DoProxyCommand=x@host7', '"-"'],
  ['ssh://%E0@host7', 'cannot be decoded'],
  ['ssh://host7/run/$(id)', 'unusable socket path'],
])('%s is refused', (value, reason) => {
  expect(targetOf(value)).toContain(reason)
})
