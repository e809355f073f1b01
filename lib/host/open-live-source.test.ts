import { release } from 'node:os'
import { afterEach, expect, test } from 'vitest'
import { startTestEngine } from './engine/test-engine.ts'
import { openLiveSource } from './open-live-source.ts'

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

async function sourceBeside(kernel: string) {
  const engine = await startTestEngine((request, response) => {
    if (request.url?.endsWith('/info')) response.end(JSON.stringify({ Name: 'far', KernelVersion: kernel }))
  })
  open.push(() => engine.stop())
  const source = await openLiveSource({ dockerHost: engine.dockerHost, env: { PATH: process.env.PATH } })
  open.push(() => source.close())
  return source
}

test('an engine of this machine is shown with this kernel', async () => {
  const { kernel } = await sourceBeside(release())
  expect(await kernel.findNamespaces()).toMatchObject({ ok: true })
  expect(await kernel.readHostFacts()).toMatchObject({ ok: true, value: { kernel: release() } })
})

test('an engine of another machine is not mixed with this kernel', async () => {
  const { kernel, engine } = await sourceBeside('0.1-elsewhere')
  for (const read of [kernel.findNamespaces(), kernel.readHostFacts(), kernel.readFile('/etc/hosts')])
    expect(await read).toMatchObject({ ok: false, code: 'elsewhere' })
  expect((await engine.readInfo()).ok).toBe(true)
})
