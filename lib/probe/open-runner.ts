import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { ProbeQuestion, ProbeResult } from '../model/probe.ts'
import { runnerFile } from './runner-file.ts'

/** Sends packets out of one network namespace, until it is closed; a process of its own that ends with this one. */
export type ProbeRunner = {
  /** Never throws; what could not be sent is a result. Questions beyond `atOnce` wait for their turn. */
  ask(question: ProbeQuestion): Promise<ProbeResult>
  close(): void
}

export type RunnerSettings = {
  /** How many questions are on their way at a time. */
  atOnce?: number
  /** Milliseconds beyond a question's own time, for a busy machine. */
  graceMs?: number
}

type Asking = { question: ProbeQuestion; resolve(result: ProbeResult): void }

const usualGraceMs = 5_000
const toolFolders = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** `namespace`: the file that enters it, an open descriptor of that file, or null for the one that this process is in. */
export function openRunner(
  namespace: string | number | null,
  { atOnce = 32, graceMs = usualGraceMs }: RunnerSettings = {},
): ProbeRunner {
  const { child, stdin, stdout, stderr } = startRunner(namespace)
  const waiting: Asking[] = []
  const sent = new Map<number, Asking & { timer: NodeJS.Timeout }>()
  let nextId = 0
  let words = ''
  let over: string | null = null

  function pass(): void {
    while (over === null && sent.size < atOnce) {
      const next = waiting.shift()
      if (!next) return
      const id = nextId++
      const { question } = next
      const listening = question.kind === 'tcp' ? question.listenMs : 0
      const timer = setTimeout(() => end('it gave no answer in time'), question.timeoutMs + listening + graceMs)
      sent.set(id, { ...next, timer })
      stdin.write(`${JSON.stringify({ id, question })}\n`)
    }
  }

  function end(reason: string): void {
    if (over !== null) return
    over = reason
    child.kill('SIGKILL')
    for (const { resolve, timer } of sent.values()) {
      clearTimeout(timer)
      resolve(notSent(reason))
    }
    for (const { resolve } of waiting.splice(0)) resolve(notSent(reason))
    sent.clear()
  }

  createInterface({ input: stdout }).on('line', (line) => {
    const { id, result }: { id?: number; result?: ProbeResult } = JSON.parse(line)
    const asking = id === undefined ? undefined : sent.get(id)
    if (id === undefined || !asking || !result) return
    sent.delete(id)
    clearTimeout(asking.timer)
    asking.resolve(result)
    pass()
  })
  stderr.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString()).slice(0, 500)
  })
  // A runner that is gone is told of by its end.
  stdin.on('error', () => {})
  child.on('error', (error) => end(error.message))
  child.on('close', (code, signal) => end(words.trim() || `the runner ended with ${signal ?? `code ${code}`}`))

  return {
    ask: (question) =>
      new Promise((resolve) => {
        if (over !== null) return resolve(notSent(over))
        waiting.push({ question, resolve })
        pass()
      }),
    close: () => end('it was closed'),
  }
}

function startRunner(namespace: string | number | null) {
  const runner = [process.execPath, runnerFile()]
  const enter =
    namespace === null
      ? []
      : ['nsenter', `--net=${typeof namespace === 'number' ? '/proc/self/fd/3' : namespace}`, '--']
  const [program = '', ...args] = [...enter, ...runner]
  const path = [process.env.PATH, toolFolders].filter(Boolean).join(':')
  const child = spawn(program, args, {
    cwd: '/',
    env: { PATH: path, LC_ALL: 'C', NODE_ENV: 'production' },
    stdio: ['pipe', 'pipe', 'pipe', ...(typeof namespace === 'number' ? [namespace] : [])],
  })
  const { stdin, stdout, stderr } = child
  if (!stdin || !stdout || !stderr) throw new Error('a runner has no pipes')
  return { child, stdin, stdout, stderr }
}

const notSent = (reason: string): ProbeResult => ({
  outcome: 'not-sent',
  says: `Nothing could be sent: ${reason}.`,
  by: null,
  code: null,
  ms: null,
  detail: null,
})
