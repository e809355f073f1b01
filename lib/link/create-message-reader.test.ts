import { describe, expect, it } from 'vitest'
import { HostId } from '../model/id.ts'
import { emptyTopology } from '../model/topology.ts'
import { createMessageReader } from './create-message-reader.ts'
import { protocolVersion } from './protocol.ts'

const [major, minor] = protocolVersion.split('.').map(Number)
const newer = `${major}.${Number(minor) + 1}`
const older = `${major}.0`

const hostId = HostId.parse('h')
const host = {
  ...{ id: hostId, name: 'one', kernel: '6.1', bootId: null, machineId: null, engine: null, namespaceId: null },
  firewallBackend: 'none',
  swarm: { state: 'inactive', nodeId: null, nodeAddress: null, manager: false, remoteManagers: [] },
}
const gap = {
  ...{ id: 'h/gap/x', hostId, source: 'x', code: 'failed', reason: 'r', cost: 'c', advice: null, touches: [] },
}
const namespace = {
  ...{ id: 'h/host', hostId, kind: 'host', readAt: 1 },
}

const view = (protocol: string, parts: object) =>
  JSON.stringify({ kind: 'view', protocol, epoch: 'e', seq: 1, view: { ...emptyTopology(), hosts: [host], ...parts } })
const change = (put: object, gone: object) =>
  JSON.stringify({ kind: 'change', seq: 2, change: { put, gone, readAt: 2, colour: 'red' } })

function readAll(...lines: string[]) {
  const read = createMessageReader()
  return lines.map(read)
}

describe('an agent of a newer minor version', () => {
  it('has fields and lists that are not known here left out', () => {
    const [read] = readAll(view(newer, { hosts: [{ ...host, mood: 'fine' }], volumes: [{ id: 'v' }] }))
    expect(read).toMatchObject({ ok: true, message: { protocol: newer, view: { hosts: [{ id: hostId }] } } })
    expect(JSON.stringify(read)).not.toMatch(/volumes|mood/)
  })

  it('has kinds of messages that are not known here passed over', () => {
    expect(readAll(view(newer, {}), '{"kind":"weather","seq":9}')).toMatchObject([
      { ok: true, message: { kind: 'view' } },
      { ok: true, message: null },
    ])
  })

  it('has kinds of records that are not known here left out of what is gone', () => {
    const [, read] = readAll(view(newer, {}), change({}, { volumes: ['v'], gaps: ['g'] }))
    expect(read).toMatchObject({ ok: true, message: { change: { gone: { gaps: ['g'] } } } })
    expect(JSON.stringify(read)).not.toContain('volumes')
  })

  it('has a gap whose code is not known here kept as a failure', () => {
    const [read] = readAll(view(newer, { gaps: [{ ...gap, code: 'eclipse' }] }))
    expect(read).toMatchObject({ ok: true, message: { view: { gaps: [{ id: gap.id, code: 'failed', reason: 'r' }] } } })
  })

  it('has records of a form that is not known here left out, and that said', () => {
    const [read] = readAll(view(newer, { namespaces: [{ ...namespace, kind: 'moon' }], gaps: [gap] }))
    const told = { code: 'not-understood', reason: expect.stringContaining(`speaks protocol ${newer}`) }
    expect(read).toMatchObject({ ok: true, message: { view: { namespaces: [], gaps: [told, { id: gap.id }] } } })
  })

  it('has a record that took on such a form taken away', () => {
    const [, read] = readAll(view(newer, {}), change({ containers: [{ id: 'c', state: 'dreaming' }] }, {}))
    expect(read).toMatchObject({
      ok: true,
      message: { change: { put: { containers: [] }, gone: { containers: ['c'] } } },
    })
  })

  it('is heard by its beats, whatever they tell', () => {
    const beat = '{"kind":"beat","seq":1,"at":2,"status":{"hostId":"h","engine":{"state":"asleep"}}}'
    expect(readAll(view(newer, {}), beat)[1]).toEqual({ ok: true, message: null })
  })
})

describe('an agent of an older minor version', () => {
  it('has the lists that it does not send taken as empty', () => {
    const line = JSON.stringify({
      kind: 'view',
      protocol: older,
      epoch: 'e',
      seq: 1,
      view: { hosts: [host], readAt: 1 },
    })
    const { hosts: _hosts, readAt: _readAt, ...lists } = emptyTopology()
    expect(readAll(line)).toMatchObject([
      { ok: true, message: { identity: null, view: { hosts: [{ id: hostId }], ...lists } } },
    ])
  })
})

describe('an agent of the same version', () => {
  it.each([
    ['a list is missing', view(protocolVersion, { gaps: undefined })],
    ['a record has another form', view(protocolVersion, { namespaces: [{ ...namespace, kind: 'moon' }] })],
    ['its first message is of another kind', '{"kind":"weather"}'],
  ])('is wrong where %s', (_what, line) => {
    expect(readAll(line)).toMatchObject([
      { ok: false, end: { refused: false, reason: expect.stringContaining('another form') } },
    ])
  })
})

it('another major version is named before anything else is looked at', () => {
  expect(readAll(JSON.stringify({ kind: 'view', protocol: '7.3', all: 'new' }))).toMatchObject([
    { ok: false, end: { refused: true, reason: expect.stringContaining('speaks protocol 7.3') } },
  ])
})

describe('what is told of another host', () => {
  const theirs = { ...gap, id: 'g/gap/x', hostId: 'g' }

  it.each([
    ['in its view', [view(protocolVersion, { gaps: [theirs] })]],
    ['in a change', [view(protocolVersion, {}), change({ gaps: [theirs] }, {})]],
    [
      'by an agent of another version',
      [view(newer, { mood: 1 }), change({ gaps: [{ ...theirs, code: 'eclipse' }] }, {})],
    ],
    ['after a view of no host', [view(protocolVersion, { hosts: [] }), change({ hosts: [host] }, {})]],
    [
      'after a view of two',
      [view(protocolVersion, { hosts: [host, { ...host, id: 'g' }] }), change({ gaps: [gap] }, {})],
    ],
  ])('is not believed %s', (_where, lines) => {
    expect(readAll(...lines).at(-1)).toMatchObject({
      ...{ ok: false, end: { refused: true, reason: expect.stringContaining('another host than its own') } },
    })
  })

  it.each([
    ['a change', change({ hosts: [{ ...host, id: 'g' }] }, { hosts: ['h'] })],
    ['a second view', view(protocolVersion, { hosts: [{ ...host, id: 'g' }] })],
  ])('is asked for anew where the host itself became another by %s', (_what, line) => {
    expect(readAll(view(protocolVersion, { gaps: [gap] }), line)).toMatchObject([
      { ok: true },
      { ok: false, end: { refused: false, reason: expect.stringContaining('asking for the whole view') } },
    ])
  })
})
