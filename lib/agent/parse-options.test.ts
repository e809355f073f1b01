import { describe, expect, it } from 'vitest'
import { parseOptions } from './parse-options.ts'

describe('parseOptions', () => {
  it('reads the flags', () => {
    const args = ['--socket', '/run/p/agent.sock', '--socket-group', '999', '--socket-mode', '0600', '--follow-parent']
    expect(parseOptions(args, {})).toEqual({
      ok: true,
      options: {
        socket: { path: '/run/p/agent.sock', mode: 0o600, group: 999 },
        dockerHost: null,
        hostNamespace: null,
        recording: null,
        followParent: true,
      },
    })
  })

  it.each([
    [[], 'give --socket PATH'],
    [['--socket', 'here'], 'absolute path, not "here"'],
    [['--socket', '/s', '--socket-mode', 'rw'], '--socket-mode takes three octal digits, not "rw"'],
    [['--socket', '/s', '--socket-group', 'docker'], `--socket-group takes a group's number, not "docker"`],
    [['--socket', '/s', '--colour'], '--colour'],
    [['--socket', '/s', '--host-namespace', 'ns'], '--host-namespace takes an absolute path, not "ns"'],
    [['--socket', '/s', '--docker-host', 'tcp://h', '--recording', 'd'], 'exclude each other'],
  ])('says what is wrong with %j', (args, reason) => {
    expect(parseOptions(args, {})).toEqual({ ok: false, reason: expect.stringContaining(reason) })
  })
})
