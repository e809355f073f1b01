import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Answer, EngineReads, HostSource } from '../host/host-source.ts'
import { openRecordedSource } from '../host/open-recorded-source.ts'
import { readAll } from './read-all.ts'
import { readContainer } from './read-container.ts'
import { readLists } from './read-lists.ts'
import { readNetwork } from './read-network.ts'

const recorded = await openRecordedSource(join(import.meta.dirname, 'recordings/swarm-28.5'))
const withEngine = (engine: Partial<EngineReads>): HostSource => ({
  ...recorded,
  engine: { ...recorded.engine, ...engine },
})
type Entry = {
  Id: string
  State: string
  Names: string[]
  Status: string
  NetworkSettings: { Networks: Record<string, { IPAddress: string }> }
}

/** The list of containers as it was, changed. */
async function listWith(change: (entries: Entry[]) => Entry[]): Promise<Answer<unknown[]>> {
  const answer = await recorded.engine.readContainers()
  if (!answer.ok) return answer
  const entries: Entry[] = JSON.parse(JSON.stringify(answer.value))
  return { ...answer, value: change(entries) }
}
const edit = (id: string, change: (entry: Entry) => void) =>
  listWith((entries) => {
    for (const entry of entries) if (entry.Id === id) change(entry)
    return entries
  })
const none = { added: [], gone: [], changed: [] }

describe('readLists', () => {
  it('says which container changed, and which networks may have other members for it', async () => {
    const answers = await readAll(recorded)
    const [id = '', kept] = [...answers.containers].find(([, { value }]) => value?.Name.startsWith('/web')) ?? []
    const own = Object.values(kept?.value?.NetworkSettings.Networks ?? {}).map(({ NetworkID }) => NetworkID)
    const bridge = [...answers.networks].find(([, { value }]) => value?.Name === 'docker_gwbridge')?.[0] ?? ''
    const changes: ((entry: Entry) => void)[] = [
      (entry) => {
        entry.State = 'paused'
      },
      (entry) => {
        entry.Names = ['/renamed']
      },
      (entry) => {
        entry.Status = 'Up 3 minutes (unhealthy)'
      },
      (entry) => {
        for (const endpoint of Object.values(entry.NetworkSettings.Networks)) endpoint.IPAddress = '10.0.1.99'
      },
    ]
    for (const change of changes) {
      const list = await edit(id, change)
      const found = await readLists(withEngine({ readContainers: async () => list }), answers)
      expect(found.containers).toEqual({ ...none, changed: [id] })
      expect(found.networks).toEqual(none)
      expect(found.touchedNetworks.sort()).toEqual([...own, bridge].sort())
    }
    const quiet = await edit(id, (entry) => {
      entry.Status = 'Up 4 minutes'
    })
    expect((await readLists(withEngine({ readContainers: async () => quiet }), answers)).containers).toEqual(none)
  })

  it('forgets what is gone, names what is new, and takes nothing for gone on a list that it does not understand', async () => {
    const answers = await readAll(recorded)
    const [id = ''] = [...answers.containers.keys()]
    const count = answers.containers.size
    const garbled = await listWith((entries) => [...entries.slice(1), ...JSON.parse('[{"Id":7}]')])
    const unsure = await readLists(withEngine({ readContainers: async () => garbled }), answers)
    expect(unsure.containers.gone).toEqual([])
    expect(answers.containerList).toMatchObject({
      ok: false,
      code: 'bad-answer',
      reason: expect.stringContaining('Id'),
    })

    const shorter = await listWith((entries) => entries.filter((entry) => entry.Id !== id))
    const found = await readLists(withEngine({ readContainers: async () => shorter }), answers)
    expect(found.containers).toEqual({ ...none, gone: [id] })
    expect(answers.containers.size).toBe(count - 1)
    expect((await readLists(recorded, answers)).containers).toEqual({ ...none, added: [id] })
  })
})

describe('a single read', () => {
  const timeout = async (): Promise<Answer<never>> => ({
    ok: false,
    source: 's',
    code: 'timeout',
    reason: 'r',
    readAt: 9,
  })

  it('keeps the last good value beside a failure', async () => {
    const answers = await readAll(recorded)
    const [id = '', before] = [...answers.containers][0] ?? []
    const value = before?.value
    await readContainer(withEngine({ readContainer: timeout }), answers, id)
    expect(answers.containers.get(id)).toMatchObject({ value, latest: { ok: false, code: 'timeout' } })
    await readContainer(
      withEngine({ readContainer: async () => ({ ok: true, value: '<html>', source: 's', readAt: 10 }) }),
      answers,
      id,
    )
    expect(answers.containers.get(id)).toMatchObject({ value, latest: { ok: false, code: 'bad-answer' } })
    await readContainer(recorded, answers, id)
    expect(answers.containers.get(id)).toEqual(before)
  })

  it('forgets what the engine no longer has', async () => {
    const answers = await readAll(recorded)
    const [container = ''] = [...answers.containers.keys()]
    const [network = ''] = [...answers.networks.keys()]
    const gone = async (): Promise<Answer<never>> => ({ ok: false, source: 's', code: 'gone', reason: 'r', readAt: 9 })
    const files = answers.files.size
    await readContainer(withEngine({ readContainer: gone }), answers, container)
    await readNetwork(withEngine({ readNetwork: gone }), answers, network)
    expect(answers.containers.has(container)).toBe(false)
    expect(answers.networks.has(network)).toBe(false)
    expect(answers.files.size).toBeLessThan(files)
  })
})
