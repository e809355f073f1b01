import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readAll } from '../collect/read-all.ts'
import { openRecordedSource } from '../host/open-recorded-source.ts'
import { createManualClock } from '../link/manual-clock.ts'
import { watchPeers } from './watch-peers.ts'

const recording = join(import.meta.dirname, '../collect/recordings/swarm-20.10')

it('has an overlay read again when the kernel knows other nodes on it, and for nothing else', async () => {
  const answers = await readAll(await openRecordedSource(recording))
  const clock = createManualClock()
  const read: string[] = []
  const watch = watchPeers(answers, clock, (id) => read.push(id))
  watch.look()
  const front = [...answers.networks.values()].find(({ value }) => value?.Name === 'shop-front')?.value
  const kept = [...answers.namespaces.values()].find(({ ref }) =>
    ref.files[0]?.endsWith(`/1-${front?.Id.slice(0, 10)}`),
  )
  if (!front || !kept?.value) throw new Error('the recording has no such overlay')

  kept.value = { ...kept.value, routes: [] }
  watch.look()
  await clock.advance(5_000)
  expect(read).toEqual([])

  expect(kept.value.fdb.filter(({ remote }) => remote === '198.51.100.12').length).toBeGreaterThan(1)
  kept.value = { ...kept.value, fdb: kept.value.fdb.filter(({ remote }) => remote === null) }
  watch.look()
  await clock.advance(5_000)
  expect(read).toEqual([front.Id])
})
