import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { EngineReads, HostSource } from '../host/host-source.ts'
import { openRecordedSource } from '../host/open-recorded-source.ts'
import { readAll } from './read-all.ts'
import { readNetwork } from './read-network.ts'
import { readSwarmPart } from './read-swarm.ts'
import { resolveHost } from './resolve-host.ts'

const recorded = await openRecordedSource(join(import.meta.dirname, 'recordings/swarm-20.10'))
const withEngine = (engine: Partial<EngineReads>): HostSource => ({
  ...recorded,
  engine: { ...recorded.engine, ...engine },
})

type Entry = { ID: string; Version: { Index: number }; Status: { State: string } }

async function tasksWith(change: (entries: Entry[]) => unknown[]): Promise<HostSource> {
  const answer = await recorded.engine.readTasks('service')
  if (!answer.ok) return recorded
  const entries: Entry[] = JSON.parse(JSON.stringify(answer.value))
  const value = change(entries)
  return withEngine({
    readTasks: async (runtime) =>
      runtime === 'service' ? { ...answer, value } : await recorded.engine.readTasks(runtime),
  })
}

describe('readSwarmPart', () => {
  it('tells nothing new of a list that is as it was', async () => {
    const answers = await readAll(recorded)
    for (const part of ['nodes', 'services', 'tasks'] as const)
      expect(await readSwarmPart(recorded, answers, part)).toBe(false)
  })

  it('takes over the entries that changed, came and went', async () => {
    const answers = await readAll(recorded)
    const ids = [...answers.swarm.tasks.held.keys()]
    const source = await tasksWith(([first, , ...rest]) => [
      ...rest,
      { ...first, Version: { Index: 9_999 }, Status: { State: 'failed' } },
      { ...first, ID: 'another' },
    ])
    expect(await readSwarmPart(source, answers, 'tasks')).toBe(true)
    const { held } = answers.swarm.tasks
    expect(held.get(ids[0] ?? '')?.value.Status.State).toBe('failed')
    expect([...held.keys()].sort()).toEqual([...ids.filter((_, position) => position !== 1), 'another'].sort())
    expect(await readSwarmPart(source, answers, 'tasks')).toBe(false)
  })

  it('forgets nothing for a list of which an entry is not understood, and names the gap once', async () => {
    const answers = await readAll(recorded)
    const before = answers.swarm.tasks.held.size
    const source = await tasksWith(() => [{ ID: 7 }])
    expect(await readSwarmPart(source, answers, 'tasks')).toBe(true)
    expect(await readSwarmPart(source, answers, 'tasks')).toBe(false)
    expect(answers.swarm.tasks.held.size).toBe(before)
    expect(resolveHost(answers, source).gaps).toMatchObject([
      {
        code: 'bad-answer',
        reason: expect.stringContaining('entry 1: ID'),
        cost: 'Tasks are shown as they were last told.',
      },
    ])
  })
})

describe('readNetwork', () => {
  const gone: Partial<EngineReads> = {
    readNetwork: async () => ({ ok: false, source: 'x', code: 'gone', reason: 'no such network', readAt: 1 }),
  }
  const withError = async (error: string): Promise<Partial<EngineReads>> => {
    const info = await recorded.engine.readInfo()
    const value: { Swarm: object } = JSON.parse(JSON.stringify(info.ok ? info.value : {}))
    return {
      readInfo: async () => ({
        ok: true,
        value: { ...value, Swarm: { ...value.Swarm, Cluster: { ID: '' }, Error: error } },
        source: 'x',
        readAt: 1,
      }),
    }
  }

  it('believes a manager that an overlay is gone only while it has a leader', async () => {
    const answers = await readAll(recorded)
    const overlay = [...answers.networks.values()].find(({ value }) => value?.Name === 'shop-front')?.value?.Id ?? ''
    const leaderless = withEngine({ ...gone, ...(await withError('The swarm does not have a leader.')) })
    await readNetwork(leaderless, answers, overlay)
    expect(answers.networks.get(overlay)?.value).toMatchObject({ Name: 'shop-front', Containers: {}, Peers: [] })
    expect(answers.info?.value?.Swarm?.Cluster?.DataPathPort).toBe(4789)
    await readNetwork(withEngine(gone), answers, overlay)
    expect(answers.networks.has(overlay)).toBe(false)
  })

  it('believes it of any network of its own', async () => {
    const answers = await readAll(recorded)
    const local = [...answers.networks.values()].find(({ value }) => value?.Name === 'local-net')?.value?.Id ?? ''
    await readNetwork(withEngine({ ...gone, ...(await withError('no leader')) }), answers, local)
    expect(answers.networks.has(local)).toBe(false)
  })
})
