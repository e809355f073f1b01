import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { enterArgv, exec, insideEnvironment } from './lab/enter.ts'
import { waitUntil } from './lab/wait-until.ts'
import { root } from './own-processes.ts'
import { processesOf } from './processes-of.ts'

/** Runs the command of `npm start`, or another of that folder, inside a lab host. */
export function startIn(host: string, words: string[], prefix: string[] = [], script = 'start.js') {
  const argv = [...enterArgv(host), ...prefix, process.execPath, join(root, 'lib/cli', script), ...words]
  const [program = '', ...args] = argv
  const child: ChildProcess = spawn(program, args, {
    env: { ...insideEnvironment, HOME: '/root' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  const keep = (part: Buffer) => {
    text += part.toString()
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  const exit = once(child, 'exit')
  return {
    text: () => text,
    says: (words: string) =>
      waitUntil(
        `it says "${words}"`,
        () => {
          if (child.exitCode !== null) throw new Error(`It ended with code ${child.exitCode}: ${text}`)
          return text.includes(words)
        },
        40_000,
      ),
    ended: async () => {
      await exit
      return child.exitCode
    },
    /** Ctrl+C: SIGINT to the process inside the host, then its exit code. */
    interrupt: async () => {
      const inside = (await processesOf(host)).filter(
        ({ command }) => command.includes(`lib/cli/${script}`) && command.includes(words.join(' ')),
      )
      for (const { pid } of inside) await exec(host, ['sh', '-c', `kill -INT ${pid}`])
      await exit
      return child.exitCode
    },
  }
}
