import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTestEngine } from './engine/test-engine.ts'
import type { HostSource } from './host-source.ts'
import { openLiveSource } from './open-live-source.ts'
import { openRecordedSource } from './open-recorded-source.ts'
import { writeRecording } from './write-recording.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portolan-recording-'))
})
afterEach(() => rm(folder, { recursive: true }))

const id = 'c'.repeat(64)
const answers: Record<string, unknown> = {
  '/v1.51/info': { ID: 'X', HttpProxy: 'planted-secret' },
  '/v1.51/networks': [{ Id: 'd'.repeat(64), Name: 'bridge' }],
  [`/v1.51/networks/${'d'.repeat(64)}`]: { Id: 'd'.repeat(64), Name: 'bridge' },
  '/v1.51/containers/json?all=1': [{ Id: id, Command: 'planted-secret' }],
  [`/v1.51/containers/${id}/json`]: {
    Id: id,
    ResolvConfPath: `/nowhere/${id}/resolv.conf`,
    Config: { Env: ['A=planted-secret'] },
  },
}

/** The machine of a test may be full of namespaces. */
function withHostAlone(source: HostSource): HostSource {
  const findNamespaces = async () => {
    const found = await source.kernel.findNamespaces()
    return found.ok ? { ...found, value: found.value.filter(({ isHost }) => isHost) } : found
  }
  return { ...source, kernel: { ...source.kernel, findNamespaces } }
}

const mask = (json: unknown): unknown => JSON.parse(JSON.stringify(json).replaceAll('planted-secret', '***'))

test('a recording answers as the host did, without its secrets', async () => {
  const engine = await startTestEngine((request, response) => {
    const answer = answers[request.url ?? '']
    if (answer !== undefined) response.end(JSON.stringify(answer))
  })
  const live = await openLiveSource({ dockerHost: engine.dockerHost })
  try {
    await writeRecording(withHostAlone(live), folder, { name: 'a host', mask })
  } finally {
    await live.close()
    await engine.stop()
  }
  const recorded = await openRecordedSource(folder)
  expect(recorded.recording).toMatchObject({ name: 'a host' })
  expect(await recorded.engine.readVersion()).toMatchObject({ ok: true, value: { apiVersion: '1.51' } })
  expect(await recorded.engine.readContainers()).toMatchObject({ ok: true, value: [{ Id: id, Command: '***' }] })
  expect(await recorded.engine.readContainer(id)).toMatchObject({ ok: true, value: { Config: { Env: ['A=***'] } } })
  expect(await recorded.engine.readContainer('none')).toMatchObject({ ok: false, code: 'gone' })
  expect(await recorded.kernel.readFile(`/nowhere/${id}/resolv.conf`)).toMatchObject({ ok: false, code: 'gone' })
  const found = await recorded.kernel.findNamespaces()
  expect(found.ok).toBe(true)
  const host = found.ok ? found.value.find(({ isHost }) => isHost) : undefined
  if (host === undefined) throw new Error('the recording has no namespace of the host')
  const text = await recorded.kernel.readNamespace(host)
  expect(text).toMatchObject({ ok: true, value: { sysctls: { state: 'read' } } })
  const referee = await readdir(join(folder, 'referee'))
  expect(referee).toContain(`container-${id.slice(0, 12)}.json`)
  expect(referee).toContain(`namespace-${host.inode}.json`)
})

test.each([
  ['no file', null, 'holds no recording: recording.json cannot be read (ENOENT)'],
  ['no JSON', '<html>', 'recording.json is not JSON'],
  ['another format', '{"format":99,"name":"x","recordedAt":1,"endpoint":"x"}', 'format'],
])('a folder with %s is refused with the reason', async (_name, text, reason) => {
  const place = join(folder, 'bad')
  await mkdir(place)
  if (text !== null) {
    for (const file of ['recording.json', 'engine.json', 'kernel.json']) await writeFile(join(place, file), text)
  }
  await expect(openRecordedSource(place)).rejects.toThrow(reason)
})
