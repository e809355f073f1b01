// @ts-check
import { spawn } from 'node:child_process'

/**
 * A process of Portolan's, in a process group of its own: a Ctrl+C in the terminal reaches only the one that ends it in order.
 * @typedef {object} OwnProcess
 * @property {string} name
 * @property {number} pid
 * @property {Promise<string>} ended resolves, once, to how it ended, for a person
 * @property {() => boolean} running
 * @property {() => void} settle it is up: from now on its errors are told as they come, and no longer kept for the message of its end
 * @property {(graceMs?: number) => Promise<void>} end
 */

/** Lines of its own words that are kept, until it is up, for the message of its end. */
const keptLines = 20

/**
 * @param {object} what
 * @param {string} what.name
 * @param {string[]} what.argv
 * @param {NodeJS.ProcessEnv} what.env
 * @param {string} what.cwd
 * @param {(line: string) => void} [what.onLine] each line of its standard output
 * @param {(line: string) => void} what.onError each line of its standard error once it is up
 * @returns {OwnProcess}
 */
export function startOwn({ name, argv: [program = '', ...args], env, cwd, onLine, onError }) {
  // Its standard input is ours: when it ends, this process is gone, and so should that one be.
  const child = spawn(program, args, { env, cwd, detached: true, stdio: ['pipe', 'pipe', 'pipe'] })
  let running = true
  let settled = false
  /** @type {{ output: string[], errors: string[] }} */
  const words = { output: [], errors: [] }
  /** @param {string[]} list @param {string} line */
  const keep = (list, line) => {
    if (settled) return
    list.push(line)
    if (list.length > keptLines) list.shift()
  }
  onLines(child.stdout, (line) => {
    keep(words.output, line)
    onLine?.(line)
  })
  onLines(child.stderr, (line) => {
    keep(words.errors, line)
    if (settled) onError(line)
  })

  /** @type {Promise<string>} */
  const ended = new Promise((resolve) => {
    child.on('error', (error) => {
      running = false
      resolve(`${name} could not be started: ${error.message}`)
    })
    child.on('close', (code, signal) => {
      running = false
      const how = signal ? `was ended by ${signal}` : `ended with code ${code}`
      const said = words.errors.length > 0 ? words.errors : words.output
      resolve([`${name} ${how}.`, ...said.map((line) => `  ${line}`)].join('\n'))
    })
  })

  /** @param {NodeJS.Signals} signal */
  const signalGroup = (signal) => {
    if (!running || child.pid === undefined) return
    try {
      process.kill(-child.pid, signal)
    } catch (error) {
      // The group may be gone between the question and the signal.
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
    }
  }

  return {
    name,
    pid: child.pid ?? 0,
    ended,
    running: () => running,
    settle() {
      settled = true
      words.output = []
      words.errors = []
    },
    async end(graceMs = 5_000) {
      signalGroup('SIGTERM')
      const timer = setTimeout(() => signalGroup('SIGKILL'), graceMs)
      await ended
      clearTimeout(timer)
    },
  }
}

/**
 * @param {import('node:stream').Readable} stream
 * @param {(line: string) => void} onLine
 */
function onLines(stream, onLine) {
  let rest = ''
  stream.setEncoding('utf8')
  stream.on('data', (/** @type {string} */ text) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) onLine(line)
  })
  stream.on('end', () => {
    if (rest) onLine(rest)
  })
}
