import { expect, test } from 'vitest'
import { toolPath } from '../run-tool.ts'
import { keepRunning } from './keep-running.ts'

const path = toolPath(process.env.PATH)

test('a watcher that ends is reported with what it said, and started again', async () => {
  const lines: string[] = []
  const ends: { code: string; reason: string }[] = []
  await new Promise<void>((resolve) => {
    const watch = keepRunning({
      argv: ['sh', '-c', 'echo heard; echo "no buffer space" >&2; exit 3'],
      path,
      onLine: (line) => lines.push(line),
      onComplaint() {},
      onOpen() {},
      onEnd(end) {
        ends.push(end)
        if (ends.length < 2) return
        watch.stop()
        resolve()
      },
    })
  })
  expect(lines).toEqual(['heard', 'heard'])
  expect(ends[0]).toMatchObject({
    code: 'failed',
    reason: expect.stringContaining('ended with code 3: no buffer space'),
  })
})

test('a watcher that is not installed says so', async () => {
  const end = await new Promise((resolve) => {
    const watch = keepRunning({
      argv: ['portolan-no-such-tool'],
      path,
      onLine() {},
      onComplaint() {},
      onOpen() {},
      onEnd(told) {
        watch.stop()
        resolve(told)
      },
    })
  })
  expect(end).toEqual({ code: 'tool-missing', reason: 'portolan-no-such-tool: not installed' })
})

test('stopping ends the program', async () => {
  const pid = await new Promise<number>((resolve) => {
    const watch = keepRunning({
      argv: ['sh', '-c', 'echo $$; exec sleep 1000'],
      path,
      onLine(line) {
        watch.stop()
        resolve(Number(line))
      },
      onComplaint() {},
      onOpen() {},
      onEnd() {},
    })
  })
  await expect.poll(() => isRunning(pid), { timeout: 10_000 }).toBe(false)
})

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
