import { runToEnd } from '../../e2e/lab/run.ts'
import { patience as slowness } from '../../e2e/lab/wait-until.ts'
import type { ProbeQuestion, ProbeResult } from '../../lib/model/probe.ts'
import { openRunner, type ProbeRunner } from '../../lib/probe/open-runner.ts'
import type { Place } from './place.ts'
import type { Question } from './question.ts'
import type { Truth } from './truth.ts'

/** Sends real packets out of the places, by the runner that the product itself probes with. */
export type Network = {
  /** `patience`: milliseconds that a silent one is waited for. */
  ask: (question: Question, patience: number) => Promise<Truth>
  /** Forgets the names that were looked up, and the namespaces that have gone. */
  settle: (places: readonly Place[]) => void
  close: () => void
}

/** What came of a question that was put to the network. */
type Sent = Omit<ProbeResult, 'outcome'> & { outcome: Exclude<ProbeResult['outcome'], 'not-sent'> }

/** A slow machine takes longer to start a program than to answer a question. */
const isSlow = slowness > 1
const atOnce = isSlow ? 24 : 64
const graceMs = 5_000 * slowness
const mostAttempts = 5

export function openNetwork(): Network {
  const runners = new Map<number, ProbeRunner>()
  const names = new Map<string, Promise<string | null>>()
  const limited = createLimit(atOnce)

  const runnerOf = ({ inode, file }: Place): ProbeRunner => {
    const runner = runners.get(inode) ?? openRunner(file, { atOnce, graceMs })
    runners.set(inode, runner)
    return runner
  }

  /** A runner gives up on a machine that is too busy; another one takes its place. */
  async function send(from: Place, probe: ProbeQuestion): Promise<Sent> {
    for (let attempt = 1; ; attempt++) {
      const runner = runnerOf(from)
      const result = await runner.ask(probe)
      const { outcome } = result
      if (outcome !== 'not-sent') return { ...result, outcome }
      if (attempt === mostAttempts) throw new Error(`${from.label} cannot ask: ${result.says}`)
      if (runners.get(from.inode) === runner) runners.delete(from.inode)
      runner.close()
    }
  }

  const resolve = (from: Place, name: string): Promise<string | null> => {
    const key = `${from.label} ${name}`
    const known = names.get(key) ?? lookUp(from, name)
    names.set(key, known)
    return known
  }

  return {
    ask: (question, patience) =>
      limited(async () => {
        const { from, to } = question
        const name = /^name:(.*)$/.exec(to)?.[1]
        const address = name === undefined ? to : await resolve(from, name)
        if (address === null) return { outcome: 'name-not-found', address, key: null, says: `${name}: bad address` }
        return truthOf(
          question,
          await send(from, probeOf(question, address, patience)),
          name === undefined ? null : address,
        )
      }),
    settle(places) {
      names.clear()
      const wanted = new Set(places.map(({ inode }) => inode))
      for (const [inode, runner] of runners) {
        if (wanted.has(inode)) continue
        runner.close()
        runners.delete(inode)
      }
    },
    close() {
      for (const runner of runners.values()) runner.close()
      runners.clear()
    },
  }
}

function probeOf({ protocol, port, size, speaks }: Question, address: string, timeoutMs: number): ProbeQuestion {
  const source = { sourceAddress: null, sourcePort: null }
  if (protocol === 'icmp') return { kind: 'ping', address, sourceAddress: null, size, timeoutMs }
  if (port === null) throw new Error(`A question by ${protocol} has a port`)
  if (protocol === 'udp') return { kind: 'udp', address, port, ...source, size, timeoutMs }
  if (speaks === 'http') return { kind: 'http', address, port, host: null, timeoutMs }
  return { kind: 'tcp', address, port, ...source, listenMs: timeoutMs, timeoutMs }
}

/** A proxy takes every connection: only who speaks has answered. */
function truthOf({ protocol, speaks }: Question, { outcome, says, code, detail }: Sent, address: string | null): Truth {
  const spoke = detail !== null && code !== 'no-http'
  const isSilent = outcome === 'answered' && protocol === 'tcp' && (speaks === 'http' ? code === 'no-http' : !spoke)
  const key = /^portolan:(\S+)/.exec(detail ?? '')?.[1] ?? null
  const words = detail === null ? says : `${says} ${detail}`
  return { outcome: isSilent ? 'hung-up' : outcome, address, key, says: code === null ? words : `${words} (${code})` }
}

/** The address that the place's own resolver gives, by its own files and servers; null where it knows no such name. */
async function lookUp({ root, file, label }: Place, name: string): Promise<string | null> {
  if (root === null) throw new Error(`${label} has no resolver of its own`)
  const enter = ['nsenter', `--mount=${root}/ns/mnt`, `--net=${file}`, '--']
  const { stdout, stderr } = await runToEnd([...enter, 'ping', '-c', '1', '-W', '1', name], {
    env: { NODE_ENV: 'production', PATH: '/bin', RES_OPTIONS: `timeout:${isSlow ? 10 : 1} attempts:1` },
    timeoutMs: 30_000 * slowness,
  })
  const found = /^PING \S+ \(([^)]+)\)/m.exec(stdout)?.[1]
  if (found !== undefined) return found
  if (/bad address/.test(stderr)) return null
  throw new Error(`${label} cannot look up ${name}: ${stderr.trim() || stdout.trim() || 'no message'}`)
}

function createLimit(most: number) {
  let running = 0
  const waiting: (() => void)[] = []
  return async <Value>(work: () => Promise<Value>): Promise<Value> => {
    if (running >= most) await new Promise<void>((go) => waiting.push(go))
    running++
    try {
      return await work()
    } finally {
      running--
      waiting.shift()?.()
    }
  }
}
