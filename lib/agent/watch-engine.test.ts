import { describe, expect, it } from 'vitest'
import type { Answer, EngineHandlers, EngineReads, EngineVersion } from '../host/host-source.ts'
import { createManualClock } from '../link/manual-clock.ts'
import { type EngineState, watchEngine } from './watch-engine.ts'

const version: EngineVersion = {
  version: '28.5.2',
  apiVersion: '1.51',
  maxApiVersion: '1.51',
  minApiVersion: '1.24',
  operatingSystem: 'Debian',
}

/** An engine at the port: it opens streams, answers `GET /version`, or hangs, as a test tells it. */
function anEngine() {
  const streams: EngineHandlers[] = []
  const waiting: ((answer: Answer<EngineVersion>) => void)[] = []
  let hangs = false
  const answer: Answer<EngineVersion> = { ok: true, value: version, source: 'GET /version', readAt: 0 }
  const reads: Pick<EngineReads, 'readVersion' | 'watchEvents'> = {
    readVersion: () => (hangs ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(answer)),
    watchEvents(handlers) {
      streams.push(handlers)
      return { stop: () => {} }
    },
  }
  return {
    streams,
    reads,
    hang() {
      hangs = true
    },
    goOn() {
      hangs = false
      for (const resolve of waiting.splice(0)) resolve(answer)
    },
  }
}

function watch(engine: ReturnType<typeof anEngine>) {
  const clock = createManualClock()
  const states: EngineState[] = []
  const gaps: string[] = []
  watchEngine(engine.reads, 'unix:///x.sock', clock, {
    onEvent: () => {},
    onGap: (why) => gaps.push(why),
    onState: (state) => states.push(state),
  })
  return { clock, states, gaps, last: () => states.at(-1) }
}

describe('watchEngine', () => {
  it('calls an engine absent that was never met, and dials again within 2 s', async () => {
    const engine = anEngine()
    const { clock, last } = watch(engine)
    engine.streams[0]?.onClose('connect ENOENT /x.sock')
    expect(last()).toMatchObject({ state: 'absent', detail: 'connect ENOENT /x.sock' })
    for (let turn = 1; turn < 8; turn += 1) {
      const before = engine.streams.length
      await clock.advance(2_000)
      expect(engine.streams.length).toBeGreaterThan(before)
      engine.streams.at(-1)?.onClose('connect ENOENT /x.sock')
    }
  })

  it('calls an engine silent that hangs behind an open stream, and asks for a resync when it goes on', async () => {
    const engine = anEngine()
    const { clock, last, gaps } = watch(engine)
    engine.streams[0]?.onOpen()
    expect(last()?.state).toBe('live')
    expect(gaps).toEqual(['opened'])
    engine.hang()
    await clock.advance(7_000)
    expect(last()?.state).toBe('silent')
    const since = last()?.since
    await clock.advance(20_000)
    expect(last()).toMatchObject({ state: 'silent', since })
    engine.goOn()
    await clock.advance(0)
    expect(last()?.state).toBe('live')
    expect(gaps).toEqual(['opened', 'answers-again'])
  })

  it('stays live through a quiet that the engine answers in', async () => {
    const engine = anEngine()
    const { clock, states, gaps } = watch(engine)
    engine.streams[0]?.onOpen()
    await clock.advance(60_000)
    expect(states.map(({ state }) => state)).toEqual(['live'])
    expect(gaps).toEqual(['opened'])
  })

  it('gives up a call that the engine takes and never answers, and dials again', async () => {
    const engine = anEngine()
    const { clock, last } = watch(engine)
    await clock.advance(8_000)
    expect(last()?.detail).toContain('does not answer')
    expect(engine.streams.length).toBe(2)
  })

  it('ignores what a stream says after it was given up', async () => {
    const engine = anEngine()
    const { clock, gaps } = watch(engine)
    engine.streams[0]?.onOpen()
    engine.streams[0]?.onClose('EOF')
    await clock.advance(100)
    engine.streams[0]?.onOpen()
    expect(gaps).toEqual(['opened'])
    engine.streams[1]?.onOpen()
    expect(gaps).toEqual(['opened', 'reopened'])
  })
})
