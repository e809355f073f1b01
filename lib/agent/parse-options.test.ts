import { describe, expect, it } from 'vitest'
import { parseOptions } from './parse-options.ts'

describe('parseOptions', () => {
  it('reads the flags', () => {
    const args = ['--socket', '/run/p/agent.sock', '--socket-group', '999', '--socket-mode', '0600', '--follow-parent']
    expect(parseOptions(args, {})).toEqual({
      ok: true,
      options: {
        socket: { path: '/run/p/agent.sock', mode: 0o600, group: 999 },
        network: null,
        dockerHost: null,
        hostNamespace: null,
        recording: null,
        probes: 'on',
        whole: false,
        followParent: true,
      },
    })
  })

  it('listens on the network beside the socket or instead of it, by flags or by the environment', () => {
    const network = { host: '::', port: 4748, secretFile: '/s', stateFolder: '/d' }
    const args = ['--listen', '[::]:4748', '--secret-file', '/s', '--state-dir', '/d']
    expect(parseOptions(args, {})).toMatchObject({ ok: true, options: { socket: null, network } })
    const env = {
      PORTOLAN_AGENT_LISTEN: '[::]:4748',
      PORTOLAN_SECRET_FILE: '/s',
      PORTOLAN_AGENT_STATE: '/d',
      PORTOLAN_AGENT_SOCKET: '/run/agent.sock',
    }
    expect(parseOptions([], env)).toMatchObject({ ok: true, options: { socket: { path: '/run/agent.sock' }, network } })
  })

  it('sends packets unless it is told not to', () => {
    const off = { ok: true, options: { probes: 'off' } }
    expect(parseOptions(['--socket', '/s', '--probe', 'off'], {})).toMatchObject(off)
    expect(parseOptions(['--socket', '/s'], { PORTOLAN_PROBE: 'off' })).toMatchObject(off)
  })

  it.each([
    [[], 'give --socket PATH, --listen HOST:PORT, or both'],
    [['--listen', '0.0.0.0:4748'], 'without a secret the agent listens on no network'],
    [['--listen', '0.0.0.0:4748', '--secret-file', '/s'], '--state-dir'],
    [['--listen', '4748', '--secret-file', '/s', '--state-dir', '/d'], '--listen takes HOST:PORT'],
    [['--listen', 'h:99999', '--secret-file', '/s', '--state-dir', '/d'], '--listen takes HOST:PORT'],
    [['--socket', 'here'], 'absolute path, not "here"'],
    [['--socket', '/s', '--socket-mode', 'rw'], '--socket-mode takes three octal digits, not "rw"'],
    [['--socket', '/s', '--socket-group', 'docker'], `--socket-group takes a group's number, not "docker"`],
    [['--socket', '/s', '--colour'], '--colour'],
    [['--socket', '/s', '--probe', 'no'], '--probe takes on or off, not "no"'],
    [['--socket', '/s', '--host-namespace', 'ns'], '--host-namespace takes an absolute path, not "ns"'],
    [['--socket', '/s', '--docker-host', 'tcp://h', '--recording', 'd'], 'exclude each other'],
  ])('says what is wrong with %j', (args, reason) => {
    expect(parseOptions(args, {})).toEqual({ ok: false, reason: expect.stringContaining(reason) })
  })
})
