import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Answer, HostSource } from '../host/host-source.ts'
import { kernelElsewhere } from '../host/kernel/kernel-elsewhere.ts'
import { openRecordedSource } from '../host/open-recorded-source.ts'
import type { HostView } from '../model/topology.ts'
import type { HostAnswers } from './host-answers.ts'
import { readAll } from './read-all.ts'
import { readLists } from './read-lists.ts'
import { resolveHost } from './resolve-host.ts'

const source = openRecordedSource(join(import.meta.dirname, '../../public/demo'))
const failure = (name: string, code: 'no-engine' | 'no-right' | 'timeout' | 'gone', readAt: number): Answer<never> => ({
  ok: false,
  source: name,
  code,
  reason: `${name}: ${code}`,
  readAt,
})

describe('resolveHost', () => {
  let recorded: HostSource
  let answers: HostAnswers
  let whole: HostView
  let later: number
  beforeAll(async () => {
    recorded = await source
  })
  const readAnew = async () => {
    answers = await readAll(recorded)
    whole = resolveHost(answers, recorded)
    later = whole.readAt + 1_000
  }

  it('remembers containers and networks of an engine that is gone, says so once, and keeps the ids', async () => {
    await readAnew()
    const dead: HostSource = {
      ...recorded,
      engine: {
        ...recorded.engine,
        readNetworks: async () => failure('GET /networks', 'no-engine', later),
        readContainers: async () => failure('GET /containers/json', 'no-engine', later),
      },
    }
    const differences = await readLists(dead, answers)
    expect(differences.containers.gone).toEqual([])
    const view = resolveHost(answers, recorded)
    expect(view.containers.every(({ remembered }) => remembered)).toBe(true)
    expect(view.containers.map(({ id }) => id)).toEqual(whole.containers.map(({ id }) => id))
    expect(view.interfaces).toEqual(whole.interfaces)
    expect(view.gaps.map(({ code, touches }) => ({ code, touches }))).toEqual([{ code: 'no-engine', touches: [] }])

    await readLists(recorded, answers)
    answers.containerList = answers.containerList && { ...answers.containerList, readAt: later + 1 }
    expect(resolveHost(answers, recorded).containers.every(({ remembered }) => !remembered)).toBe(true)
  })

  it('shows what the engine tells where the kernel may not be read', async () => {
    await readAnew()
    answers.namespaceList = failure('/run/docker/netns', 'no-right', later)
    answers.namespaces.clear()
    const view = resolveHost(answers, recorded)
    expect(view.interfaces).toEqual([])
    expect(view.containers.map(({ namespaceId }) => namespaceId)).toEqual(
      whole.containers.map(({ namespaceId }) => namespaceId),
    )
    expect(view.namespaces.map(({ id }) => id)).toEqual(whole.namespaces.map(({ id }) => id))
    expect(view.endpoints.map(({ id, ipv4 }) => [id, ipv4])).toEqual(whole.endpoints.map(({ id, ipv4 }) => [id, ipv4]))
    expect(view.networks.find(({ name }) => name === 'mapped')?.model).toBe('bridge-underlay')
    expect(view.hosts[0]?.firewallBackend).toBe('unknown')
    expect(view.gaps.map(({ code }) => code)).toEqual(['no-right'])
  })

  it('shows what the kernel tells where there never was an engine', async () => {
    const noEngine = async () => failure('GET /version', 'no-engine', 5)
    const view = resolveHost(
      await readAll({
        ...recorded,
        engine: {
          ...recorded.engine,
          readVersion: noEngine,
          readInfo: noEngine,
          readNetworks: noEngine,
          readContainers: noEngine,
        },
      }),
      recorded,
    )
    expect(view.hosts[0]).toMatchObject({ engine: null, id: expect.stringMatching(/^[0-9a-f]{32}$/) })
    expect(view.containers).toEqual([])
    expect(view.networks).toEqual([])
    const linkCount = (topology: HostView) => topology.interfaces.length
    expect(linkCount(view)).toBe(linkCount(whole))
    expect(view.interfaces.filter(({ peerId }) => peerId !== null).length).toBe(
      whole.interfaces.filter(({ peerId }) => peerId !== null).length,
    )
    expect(view.gaps).toHaveLength(1)
  })

  it('tells engines on other machines apart though neither has answered yet', async () => {
    const noEngine = async () => failure('GET /version', 'no-engine', 5)
    const silent: HostSource = {
      ...recorded,
      kernel: kernelElsewhere('on another machine'),
      engine: {
        ...recorded.engine,
        readVersion: noEngine,
        readInfo: noEngine,
        readNetworks: noEngine,
        readContainers: noEngine,
      },
    }
    const read = await readAll(silent)
    const names = ['tcp://192.0.2.1:2376 (DOCKER_CONTEXT one)', 'tcp://192.0.2.2:2376 (DOCKER_CONTEXT two)']
    const hosts = names.map((endpoint) => resolveHost(read, { endpoint }).hosts[0])
    expect(hosts.map((host) => host?.name)).toEqual(names)
    expect(new Set(hosts.map((host) => host?.id)).size).toBe(2)
  })

  it('makes one gap of one stuck container, and one of a part that fails in many namespaces', async () => {
    await readAnew()
    const [id, kept] = [...answers.containers][0] ?? []
    if (id === undefined || kept === undefined) throw new Error('the recording has no container')
    kept.latest = failure(`GET /containers/${id}/json`, 'timeout', later)
    for (const { value } of answers.namespaces.values())
      value?.gaps.push({ part: 'nft', code: 'tool-missing', reason: 'nft: not found' })
    const view = resolveHost(answers, recorded)
    expect(view.gaps.map(({ source, code }) => [source, code])).toEqual([
      [`GET /containers/${id}/json`, 'timeout'],
      ['nft list ruleset', 'tool-missing'],
    ])
    expect(view.gaps[1]?.touches).toEqual(view.namespaces.map((namespace) => namespace.id))
    expect(view.gaps.every(({ cost, advice }) => cost.endsWith('.') && advice !== null)).toBe(true)
  })

  it('leaves out a container that vanished between list and inspect', async () => {
    const listed = await recorded.engine.readContainers()
    expect(listed.ok).toBe(true)
    const gone: HostSource = {
      ...recorded,
      engine: { ...recorded.engine, readContainer: async (id) => failure(id, 'gone', 5) },
    }
    const view = resolveHost(await readAll(gone), recorded)
    expect(view.containers).toEqual([])
    expect(view.gaps).toEqual([])
    // Its networks still tell of it: an endpoint without a container, named.
    expect(view.endpoints.every(({ containerId, ownerName }) => containerId === null && ownerName !== '')).toBe(true)
  })
})
