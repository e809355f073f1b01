import { describe, expect, it } from 'vitest'
import { parseStartOptions } from './start-options.js'

const local = { kind: 'local', text: 'local' }
const host2 = { kind: 'network', text: 'host2:4748' }
const plain = {
  ...{ demo: false, recording: null, port: 4747, host: '127.0.0.1', webAsRoot: false, help: false },
  agents: [local],
}

describe('options', () => {
  it.each([
    [[], {}, plain],
    [['--demo', '--port', '8080'], {}, { ...plain, demo: true, port: 8080 }],
    [['-h'], {}, { ...plain, help: true }],
    [['--recording', '/tmp/seen'], {}, { ...plain, recording: '/tmp/seen' }],
    [['--web-as-root'], {}, { ...plain, webAsRoot: true }],
    [[], { PORTOLAN_PORT: '9000', PORTOLAN_HOST: '::1' }, { ...plain, port: 9000, host: '::1' }],
    [['--port', '9001'], { PORTOLAN_PORT: '9000' }, { ...plain, port: 9001 }],
    [[], { PORTOLAN_AGENTS: 'local,host2:4748', PORTOLAN_SECRET_FILE: '/s' }, { ...plain, agents: [local, host2] }],
    [['--demo'], { PORTOLAN_AGENTS: 'host2:4748' }, { ...plain, demo: true }],
  ])('%o with %o', (args, env, options) => expect(parseStartOptions(args, env)).toEqual({ ok: true, options }))

  it.each([
    [['--port', '0'], /--port takes a number/],
    [['--port', '80x'], /"80x"/],
    [['--demo', '--recording', 'x'], /exclude each other/],
    [['--dmeo'], /--dmeo/],
    [['more'], /more/],
    [[], /PORTOLAN_SECRET_FILE/, { PORTOLAN_AGENTS: 'host2:4748' }],
    [[], /"here" is none of these/, { PORTOLAN_AGENTS: 'here' }],
  ])('%o is refused: %o', (args, reason, env: Record<string, string> = {}) =>
    expect(parseStartOptions(args, env)).toEqual({ ok: false, reason: expect.stringMatching(reason) }),
  )
})
