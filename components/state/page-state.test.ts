import { describe, expect, test } from 'vitest'
import type { AgentState, LinkState } from '../../lib/api/contract.ts'
import type { Gap } from '../../lib/model/gap.ts'
import { ContradictionId, GapId, HostId } from '../../lib/model/id.ts'
import type { HostStatus } from '../../lib/model/status.ts'
import { TopologyBuilder } from '../../lib/view/build-topology.ts'
import { pageNotices, pageState } from './page-state.ts'

const connected: LinkState = { state: 'connected', since: 0, detail: '' }
const lost: LinkState = { state: 'lost', since: 1, detail: 'The agent is gone.' }

const status = (engine: HostStatus['engine']['state'], kernel: HostStatus['kernel']['state'] = 'live'): HostStatus => ({
  hostId: HostId.parse('engine-host1'),
  agentVersion: '1',
  sight: 3,
  sightReason: null,
  engine: { state: engine, since: 0, detail: '' },
  kernel: { state: kernel, detail: '' },
  oldest: null,
  drift: null,
  missedEvents: 0,
  recordedAt: null,
  recordingName: null,
  heard: null,
})

const agent = (change: Partial<AgentState>): AgentState => ({
  address: 'host2:4748',
  state: 'connected',
  since: 0,
  detail: '',
  hostId: null,
  agentVersion: null,
  protocol: null,
  keyFingerprint: null,
  ...change,
})

const stale = {
  ...status('live'),
  heard: { state: 'stale', since: 3, detail: 'It is gone.', clockAheadMs: null, clockUncertaintyMs: null },
} satisfies HostStatus

function topologyOf(containers: number) {
  const build = new TopologyBuilder()
  const host = build.host({ name: 'host1' })
  for (let index = 0; index < containers; index++) build.container(host, { name: `c${index}` })
  return build.topology
}

const gapOf = (code: Gap['code'], source: string): Gap => ({
  id: GapId.parse(`engine-host1/gap/${source}`),
  hostId: HostId.parse('engine-host1'),
  source,
  code,
  reason: 'What happened.',
  cost: 'What it costs.',
  advice: 'What to do.',
  touches: [],
})

const now = (change: Partial<Parameters<typeof pageState>[0]>) => ({
  topology: topologyOf(1),
  link: connected,
  statuses: [status('live')],
  agents: [],
  outdated: false,
  ...change,
})

describe('what stands in the place of the picture', () => {
  test('nothing has come yet', () => {
    expect(pageState(now({ topology: null, statuses: [] })).kind).toBe('loading')
  })
  test('nothing has come and nobody is there', () => {
    expect(pageState(now({ topology: null, link: lost })).kind).toBe('failed')
  })
  test('nothing has come and every agent is refused', () => {
    const agents = [agent({ state: 'refused' }), agent({ address: 'host3:4748', state: 'lost' })]
    expect(pageState(now({ topology: null, agents })).kind).toBe('failed')
    expect(pageState(now({ topology: null, agents: [...agents, agent({ state: 'connecting' })] })).kind).toBe('loading')
  })
  test('no engine was ever found', () => {
    expect(pageState(now({ topology: topologyOf(0), statuses: [status('absent')] })).kind).toBe('no-engine')
  })
  test('an engine that sends events and is too old to be asked', () => {
    const topology = { ...topologyOf(0), gaps: [gapOf('engine-too-old', 'GET /version')] }
    expect(pageState(now({ topology }))).toMatchObject({ kind: 'no-engine', gap: { code: 'engine-too-old' } })
  })
  test('an engine whose socket may not be used', () => {
    const topology = { ...topologyOf(0), gaps: [gapOf('no-right', 'GET /version')] }
    expect(pageState(now({ topology, statuses: [status('absent')] }))).toMatchObject({ gap: { code: 'no-right' } })
  })
  test('an engine without containers', () => {
    expect(pageState(now({ topology: topologyOf(0) })).kind).toBe('no-containers')
  })
  test('a picture stays when the agent is lost', () => {
    expect(pageState(now({ link: lost })).kind).toBe('ready')
  })
})

describe('what is to be known about the picture', () => {
  const kinds = (change: Parameters<typeof now>[0]) => pageNotices(now(change)).map(({ kind }) => kind)
  test('nothing, while all is live', () => {
    expect(kinds({})).toEqual([])
  })
  test('a lost agent, a silent engine, a partial view, a recording, a new build', () => {
    expect(kinds({ link: lost })).toEqual(['lost'])
    expect(kinds({ statuses: [status('silent')] })).toEqual(['silent'])
    expect(kinds({ statuses: [status('live', 'partial')] })).toEqual(['partial'])
    expect(kinds({ statuses: [status('recorded', 'recorded')] })).toEqual(['recorded'])
    expect(kinds({ outdated: true })).toEqual(['outdated'])
  })
  test('one lost agent makes its host stale, whatever its engine did last', () => {
    expect(kinds({ statuses: [stale] })).toEqual(['stale'])
    expect(kinds({ statuses: [{ ...stale, engine: { state: 'silent', since: 0, detail: '' } }] })).toEqual(['stale'])
  })
  test('an agent that is refused, and one that never told its host', () => {
    expect(kinds({ agents: [agent({ state: 'refused' }), agent({ state: 'lost' })] })).toEqual(['refused', 'unheard'])
    const known = HostId.parse('engine-host1')
    expect(kinds({ agents: [agent({ state: 'lost', hostId: known })], statuses: [stale] })).toEqual(['stale'])
  })
  test('where nobody is heard at all, that is said once', () => {
    expect(kinds({ link: lost, statuses: [stale], agents: [agent({ state: 'lost' })] })).toEqual(['lost'])
  })
  test('hosts that contradict each other', () => {
    const contradictions = [
      {
        id: ContradictionId.parse('net-1/subnets'),
        kind: 'networks' as const,
        recordId: 'net-1',
        subject: 'subnets',
        told: [],
      },
    ]
    expect(kinds({ topology: { ...topologyOf(1), contradictions } })).toEqual(['contradiction'])
  })
  test('an engine that was upgraded to one that cannot be asked', () => {
    expect(kinds({ topology: { ...topologyOf(1), gaps: [gapOf('engine-too-old', 'GET /version')] } })).toEqual([
      'partial',
    ])
  })
})
