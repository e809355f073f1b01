import { describe, expect, it } from 'vitest'
import { createManualClock } from '../link/manual-clock.ts'
import { createPacedQueue } from './paced-queue.ts'

const aQueue = (changes = {}) => {
  const clock = createManualClock()
  return { clock, queue: createPacedQueue({ clock, concurrency: 2, settleMs: 10, restFactor: 3, ...changes }) }
}

const never = () => new Promise<void>(() => {})

describe('createPacedQueue', () => {
  it('makes one run of a burst', async () => {
    const { clock, queue } = aQueue()
    let runs = 0
    const count = async () => {
      runs += 1
    }
    for (let turn = 0; turn < 50; turn += 1) queue.request('a', count)
    expect(runs).toBe(0)
    await clock.advance(10)
    expect(runs).toBe(1)
    expect(queue.has('a')).toBe(false)
  })

  it('runs once more when asked while it ran', async () => {
    const { clock, queue } = aQueue()
    let finish = () => {}
    let runs = 0
    const run = () => {
      runs += 1
      return new Promise<void>((resolve) => {
        finish = resolve
      })
    }
    queue.request('a', run)
    await clock.advance(10)
    queue.request('a', run)
    queue.request('a', run)
    finish()
    await clock.advance(2_000)
    expect(runs).toBe(2)
  })

  it('lets a key that keeps running rest in proportion to what it costs, and a rare one little', async () => {
    const { clock, queue } = aQueue()
    const starts: number[] = []
    const run = () => {
      starts.push(clock.now())
      return new Promise<void>((resolve) => clock.after(30, resolve))
    }
    for (let turn = 0; turn < 400; turn += 1) {
      queue.request('a', run)
      await clock.advance(10)
    }
    const gaps = starts.slice(1).map((start, at) => start - Number(starts[at]))
    expect(gaps[0]).toBeLessThan(60)
    expect(gaps.at(-1)).toBeGreaterThan(100)
  })

  it('runs a cheap key at once at first, and only so often when it is asked for all the time', async () => {
    const { clock, queue } = aQueue({ mostOften: 5 })
    const starts: number[] = []
    const begin = clock.now()
    for (let turn = 0; turn < 400; turn += 1) {
      queue.request('a', async () => void starts.push(clock.now() - begin))
      await clock.advance(10)
    }
    expect(starts[3]).toBeLessThan(100)
    expect(starts.filter((start) => start >= 2_000).length).toBeLessThanOrEqual(11)
  })

  it('goes on past a run that hangs', async () => {
    const { clock, queue } = aQueue()
    const done: string[] = []
    queue.request('stuck', never)
    await clock.advance(10)
    for (const key of ['a', 'b', 'c']) queue.request(key, async () => void done.push(key))
    await clock.advance(20)
    expect(done).toEqual(['a', 'b', 'c'])
    expect(queue.has('stuck')).toBe(true)
  })

  it('starts nothing while it is paused, and all of it after', async () => {
    const { clock, queue } = aQueue()
    const done: string[] = []
    queue.pause()
    for (const key of ['a', 'b', 'c']) queue.request(key, async () => void done.push(key))
    await clock.advance(1_000)
    expect(done).toEqual([])
    queue.resume()
    await queue.whenIdle()
    expect(done).toEqual(['a', 'b', 'c'])
  })
})
