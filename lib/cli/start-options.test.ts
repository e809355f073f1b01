import { describe, expect, it } from 'vitest'
import { parseStartOptions } from './start-options.js'

const plain = { demo: false, recording: null, port: 4747, host: '127.0.0.1', webAsRoot: false, help: false }

describe('options', () => {
  it.each([
    [[], {}, plain],
    [['--demo', '--port', '8080'], {}, { ...plain, demo: true, port: 8080 }],
    [['-h'], {}, { ...plain, help: true }],
    [['--recording', '/tmp/seen'], {}, { ...plain, recording: '/tmp/seen' }],
    [['--web-as-root'], {}, { ...plain, webAsRoot: true }],
    [[], { PORTOLAN_PORT: '9000', PORTOLAN_HOST: '::1' }, { ...plain, port: 9000, host: '::1' }],
    [['--port', '9001'], { PORTOLAN_PORT: '9000' }, { ...plain, port: 9001 }],
  ])('%o with %o', (args, env, options) => expect(parseStartOptions(args, env)).toEqual({ ok: true, options }))

  it.each([
    [['--port', '0'], /--port takes a number/],
    [['--port', '80x'], /"80x"/],
    [['--demo', '--recording', 'x'], /exclude each other/],
    [['--dmeo'], /--dmeo/],
    [['more'], /more/],
  ])('%o is refused', (args, reason) =>
    expect(parseStartOptions(args, {})).toEqual({ ok: false, reason: expect.stringMatching(reason) }),
  )
})
