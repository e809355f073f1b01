import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfiguration } from './configuration.ts'

let folder: string
let tokenFile: string
let shortTokenFile: string
const token = 'f'.repeat(32)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'portolan-configuration-'))
  tokenFile = join(folder, 'token')
  shortTokenFile = join(folder, 'short')
  writeFileSync(tokenFile, `${token}\n`)
  writeFileSync(shortTokenFile, 'hunter2\n')
})
afterAll(() => rmSync(folder, { recursive: true }))

const socket = { PORTOLAN_AGENTS: 'unix:/run/agent.sock' }

describe('what is taken', () => {
  it('is loopback, port 4747 and no token where nothing else is said', () => {
    expect(readConfiguration(socket)).toEqual({
      ok: true,
      configuration: {
        agents: [{ kind: 'socket', label: 'unix:/run/agent.sock', path: '/run/agent.sock' }],
        host: '127.0.0.1',
        port: 4747,
        token: null,
        hostNames: [],
        followParent: false,
        secret: null,
        stateFolder: null,
      },
    })
  })

  it('is any address with a token, without the line end of its file', () => {
    const read = readConfiguration({
      ...socket,
      PORTOLAN_HOST: '0.0.0.0',
      PORTOLAN_TOKEN_FILE: tokenFile,
      PORTOLAN_HOSTNAMES: 'Portolan.example, ops.example',
    })
    expect(read).toMatchObject({
      ok: true,
      configuration: { host: '0.0.0.0', token, hostNames: ['portolan.example', 'ops.example'] },
    })
  })

  it.each(['localhost', '127.0.0.1', '127.8.8.8', '::1'])('is %s without a token', (host) => {
    expect(readConfiguration({ ...socket, PORTOLAN_HOST: host }).ok).toBe(true)
  })
})

describe('agents', () => {
  const secretFile = () => ({ PORTOLAN_SECRET_FILE: tokenFile })

  it('are at sockets, at addresses and at the members of a name', () => {
    const read = readConfiguration({
      ...secretFile(),
      PORTOLAN_AGENTS:
        'local=unix:/run/a.sock, context:prod=unix:/run/b.sock,host2:4748,[2001:db8::7]:4748,tasks.agent:4748',
      PORTOLAN_STATE: '/var/lib/portolan',
    })
    expect(read).toMatchObject({
      ok: true,
      configuration: {
        stateFolder: '/var/lib/portolan',
        agents: [
          { kind: 'socket', label: 'local', path: '/run/a.sock' },
          { kind: 'socket', label: 'context:prod', path: '/run/b.sock' },
          { kind: 'network', host: 'host2', port: 4748 },
          { kind: 'network', host: '2001:db8::7', port: 4748 },
          { kind: 'members', name: 'tasks.agent', port: 4748 },
        ],
      },
    })
  })

  it.each([
    ['host2', /"host2", which is none of/],
    ['host2:70000', /"host2:70000", which is none of/],
    ['2001:db8::7:4748', /which is none of/],
    ['host2:4748,host2:4748', /names host2:4748 twice/],
  ])('%s are refused', (agents, reason) => {
    expect(readConfiguration({ ...secretFile(), PORTOLAN_AGENTS: agents })).toEqual({
      ok: false,
      reason: expect.stringMatching(reason),
    })
  })

  it('over the network want a secret', () => {
    expect(readConfiguration({ PORTOLAN_AGENTS: 'host2:4748' })).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/names host2:4748.*PORTOLAN_SECRET_FILE/),
    })
    const short = readConfiguration({ PORTOLAN_AGENTS: 'host2:4748', PORTOLAN_SECRET_FILE: shortTokenFile })
    expect(short).toMatchObject({ ok: false, reason: expect.stringMatching(/^PORTOLAN_SECRET_FILE: .*at least 32/) })
    expect(JSON.stringify(short)).not.toContain('hunter2')
  })
})

describe('what is refused, and why', () => {
  it.each([`${token}\n${token}`, `${token} ${token}`, `${token}é`, token.repeat(33)])(
    'a token that no header or sign-in can carry',
    (text) => {
      const file = join(folder, 'odd')
      writeFileSync(file, text)
      const read = readConfiguration({ ...socket, PORTOLAN_TOKEN_FILE: file })
      expect(read).toMatchObject({ ok: false, reason: expect.stringMatching(/must be one word/) })
      expect(JSON.stringify(read)).not.toContain(token)
    },
  )

  it.each(['0.0.0.0', '::', '192.0.2.7', '2001:db8::7', 'portolan.example'])('%s without a token', (host) => {
    expect(readConfiguration({ ...socket, PORTOLAN_HOST: host })).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/PORTOLAN_HOST is .* wants a token.*PORTOLAN_TOKEN_FILE/),
    })
  })

  it.each([
    [{}, /PORTOLAN_AGENTS/],
    [{ PORTOLAN_AGENTS: 'unix:agent.sock' }, /PORTOLAN_AGENTS holds "unix:agent.sock", which is none of/],
    [{ ...socket, PORTOLAN_PORT: '70000' }, /PORTOLAN_PORT/],
    [{ ...socket, PORTOLAN_PORT: 'http' }, /PORTOLAN_PORT/],
    [{ ...socket, PORTOLAN_TOKEN_FILE: '/nowhere/token' }, /PORTOLAN_TOKEN_FILE cannot be read.*ENOENT/],
  ])('%o', (environment, reason) => {
    expect(readConfiguration(environment)).toEqual({ ok: false, reason: expect.stringMatching(reason) })
  })

  it('a short token, without repeating it', () => {
    const read = readConfiguration({ ...socket, PORTOLAN_TOKEN_FILE: shortTokenFile })
    expect(read).toMatchObject({ ok: false, reason: expect.stringContaining('at least 32') })
    expect(JSON.stringify(read)).not.toContain('hunter2')
  })
})
