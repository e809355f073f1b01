import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Answer, HostSource } from '../host/host-source.ts'
import { openRecordedSource } from '../host/open-recorded-source.ts'
import { readAll } from './read-all.ts'
import { resolveHost } from './resolve-host.ts'

const recorded = await openRecordedSource(join(import.meta.dirname, '../../public/demo'))

const withFiles = (answer: (path: string) => Answer<string>): HostSource => ({
  ...recorded,
  kernel: {
    ...recorded.kernel,
    readFile: async (path) => (path.startsWith('/etc/') ? answer(path) : recorded.kernel.readFile(path)),
  },
})

test('the host’s own files are those of its namespace', async () => {
  const source = withFiles((path) => ({ ok: true, value: `text of ${path}`, source: path, readAt: 1 }))
  const view = resolveHost(await readAll(source), source)
  const host = view.namespaces.find(({ kind }) => kind === 'host')
  expect(host).toMatchObject({ resolvConf: 'text of /etc/resolv.conf', hostsFile: 'text of /etc/hosts' })
})

test('a file of the host that may not be read is a gap of its namespace', async () => {
  const source = withFiles((path) => ({ ok: false, code: 'no-right', reason: 'no', source: path, readAt: 1 }))
  const view = resolveHost(await readAll(source), source)
  const host = view.namespaces.find(({ kind }) => kind === 'host')
  expect(view.gaps.map(({ source, touches }) => [source, touches])).toEqual([
    ['/etc/hosts', [host?.id]],
    ['/etc/resolv.conf', [host?.id]],
  ])
})
