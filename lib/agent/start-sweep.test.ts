import { describe, expect, it } from 'vitest'
import { createManualClock } from '../link/manual-clock.ts'
import { startSweep } from './start-sweep.ts'

/** Sweeps namespaces 0 (the host's own) to `count` for `seconds`; each read costs processor time. */
async function sweep(count: number, cost: (inode: number) => number, seconds: number) {
  const clock = createManualClock()
  const readAt = new Map(Array.from({ length: count + 1 }, (_, inode) => [inode, clock.now()]))
  const reads: number[] = []
  let spent = 0
  const watch = startSweep({
    clock,
    spent: () => spent,
    parts: () => [...readAt].map(([inode, at]) => ({ inode, isHost: inode === 0, readAt: at })),
    async read(inode) {
      spent += cost(inode)
      reads.push(inode)
      readAt.set(inode, clock.now())
    },
  })
  await clock.advance(seconds * 1_000)
  watch.stop()
  return { reads, share: spent / (seconds * 1_000), hosts: reads.filter((inode) => inode === 0).length }
}

describe('startSweep', () => {
  it('reads the host every 10 s and all others in turn', async () => {
    const { reads, hosts } = await sweep(3, () => 5, 60)
    expect(hosts).toBeGreaterThanOrEqual(5)
    const others = reads.filter((inode) => inode !== 0)
    expect(others.slice(0, 6)).toEqual([1, 2, 3, 1, 2, 3])
  })

  it.each([
    ['many small namespaces', 200, () => 20],
    ['a host that costs half a second', 200, (inode: number) => (inode === 0 ? 500 : 20)],
  ])('stays within its share of a core with %s, and gets to all of them', async (_what, count, cost) => {
    const { reads, share } = await sweep(count, cost, 300)
    expect(share).toBeLessThan(0.042)
    expect(new Set(reads).size).toBe(count + 1)
  })

  it('reads no namespace more often than every 5 s', async () => {
    const { reads } = await sweep(1, () => 1, 60)
    expect(reads.filter((inode) => inode === 1).length).toBeLessThanOrEqual(12)
  })
})
