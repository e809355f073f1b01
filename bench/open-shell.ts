import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { enterArgv, insideEnvironment } from '../e2e/lab/enter.ts'

/** A program that is there already when it is told something, so that no start of a program counts. */
export type OpenShell = { tell(line: string): void; close(): Promise<void> }

/** Starts a program on a host that does each line of its input as it comes. */
export function openShell(host: string, argv: string[]): OpenShell {
  const [program = '', ...args] = [...enterArgv(host), ...argv]
  const child = spawn(program, args, { env: insideEnvironment, stdio: ['pipe', 'ignore', 'pipe'] })
  const said: Buffer[] = []
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk))
  const ended = once(child, 'close')
  return {
    tell: (line) => void child.stdin.write(`${line}\n`),
    async close() {
      child.stdin.end()
      await ended
      const complaint = Buffer.concat(said).toString().trim()
      if (complaint !== '') throw new Error(`${argv.join(' ')} on ${host} said: ${complaint}`)
    },
  }
}
