import type { ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'

/** Lines that a child prints, one at a time and in order; an error once it has ended. */
export function linesOf(child: ChildProcess, what: string): () => Promise<string> {
  const { stdout, stderr } = child
  if (stdout === null || stderr === null) throw new Error(`${what} has no output to read`)
  let said = ''
  stderr.on('data', (part: Buffer) => {
    said = `${said}${part.toString()}`.slice(-2_000)
  })
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]()
  return async () => {
    const next = await lines.next()
    if (next.done) throw new Error(`${what} has ended: ${said.trim() || 'no message'}`)
    return next.value
  }
}

/** Ends a child that ends with its input, and waits for it. */
export function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.stdin?.end()
  })
}
