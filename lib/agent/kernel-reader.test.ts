import { describe, expect, it } from 'vitest'
import { findNamespaces } from '../collect/find-namespaces.ts'
import { emptyAnswers } from '../collect/host-answers.ts'
import { readNamespace } from '../collect/read-namespace.ts'
import type { HostSource } from '../host/host-source.ts'
import { createManualClock } from '../link/manual-clock.ts'
import { createDriftMeter } from './drift-meter.ts'
import { createInMemoryHost, hostInode } from './in-memory-host.ts'
import { createKernelReader } from './kernel-reader.ts'

/** A reader of a host whose namespace is known already; `reads` says of each further read whether it took all or the rules only. */
async function aReader() {
  const clock = createManualClock()
  const { source, routes } = createInMemoryHost(clock)
  routes.set(hostInode, [])
  const answers = emptyAnswers()
  await findNamespaces(source, answers)
  await readNamespace(source, answers, hostInode)
  const reads: ('all' | 'rules')[] = []
  const noting: HostSource = {
    ...source,
    kernel: {
      ...source.kernel,
      readNamespace(ref, only) {
        reads.push(only ? 'rules' : 'all')
        return source.kernel.readNamespace(ref)
      },
    },
  }
  const reader = createKernelReader(noting, answers, clock, createDriftMeter(clock.now), () => {})
  return { clock, reader, reads }
}

describe('createKernelReader', () => {
  it('reads the rules alone when only they changed', async () => {
    const { clock, reader, reads } = await aReader()
    reader.readHostFirewall()
    await clock.advance(50)
    expect(reads).toEqual(['rules'])
  })

  it('reads all when anything else changed with them, whichever came first', async () => {
    const { clock, reader, reads } = await aReader()
    reader.readHostNamespace()
    reader.readHostFirewall()
    await clock.advance(50)
    expect(reads).toEqual(['all'])
    reader.readHostFirewall()
    reader.readHostNamespace()
    await clock.advance(50)
    expect(reads).toEqual(['all', 'all'])
  })

  it('keeps the later of two reads, however long the one that began before the change takes', async () => {
    const clock = createManualClock()
    const { source, routes } = createInMemoryHost(clock)
    routes.set(hostInode, [])
    const answers = emptyAnswers()
    await findNamespaces(source, answers)
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    let reads = 0
    const slowFirst: HostSource = {
      ...source,
      kernel: {
        ...source.kernel,
        async readNamespace(ref) {
          reads += 1
          const isFirst = reads === 1
          const answer = await source.kernel.readNamespace(ref)
          if (isFirst) await held
          return answer
        },
      },
    }
    const reader = createKernelReader(slowFirst, answers, clock, createDriftMeter(clock.now), () => {})
    reader.readHostNamespace()
    const before = reader.readNow(hostInode)
    routes.set(hostInode, [{ dst: '203.0.113.0/25', dev: 'eth0' }])
    const after = reader.readNow(hostInode)
    await clock.advance(50)
    release()
    await Promise.all([before, after])
    expect(answers.namespaces.get(hostInode)?.value?.routes.map(({ destination }) => destination)).toContain(
      '203.0.113.0/25',
    )
    reader.close()
  })
})
