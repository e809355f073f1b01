import { expect, it, vi } from 'vitest'
import { createLineQueue } from './create-line-queue.ts'

const long = (name: string) => name.padEnd(100_000, '.')
const ignore = () => {}
const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

it('takes short lines as they come', () => {
  const taken: string[] = []
  const queue = createLineQueue((line) => taken.push(line), ignore)
  queue.push('a')
  queue.push('b')
  expect(taken).toEqual(['a', 'b'])
  expect(queue.isWaiting()).toBe(false)
})

it('takes long lines of all queues one a turn, and what came after them later, in order', async () => {
  const taken: string[] = []
  const queues = ['x', 'y'].map((name) => createLineQueue((line) => taken.push(`${name} ${line.slice(0, 1)}`), ignore))
  const ends: string[] = []
  for (const queue of queues) {
    queue.push(long('1'))
    queue.push('2')
    queue.push(long('3'))
    queue.afterAll(() => ends.push('end'))
  }
  expect(taken).toEqual([])
  const steps: number[] = []
  while (queues.some((queue) => queue.isWaiting())) {
    await turn()
    steps.push(taken.filter((line) => !line.endsWith('2')).length)
  }
  expect(taken).toEqual(['x 1', 'x 2', 'y 1', 'y 2', 'x 3', 'y 3'])
  expect(Math.max(...steps.map((count, at) => count - (steps[at - 1] ?? 0)))).toBe(1)
  expect(ends).toEqual(['end', 'end'])
})

it('says each time that nothing waits any more', async () => {
  const said: string[] = []
  const queue = createLineQueue(
    (line) => said.push(line.slice(0, 1)),
    () => said.push('all'),
  )
  queue.push(long('1'))
  queue.push(long('2'))
  await vi.waitFor(() => expect(said).toEqual(['1', '2', 'all']))
  queue.push(long('3'))
  await vi.waitFor(() => expect(said).toEqual(['1', '2', 'all', '3', 'all']))
})

it('takes nothing after it was cleared', async () => {
  const taken: string[] = []
  const queue = createLineQueue((line) => taken.push(line), ignore)
  queue.push(long('1'))
  queue.clear()
  await turn()
  expect(taken).toEqual([])
})
