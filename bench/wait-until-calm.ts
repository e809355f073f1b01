import type { ChildProcess } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { enteredProcess } from '../e2e/lab/enter.ts'
import { processTreeCpu } from './process-cost.ts'

const windowMs = 2_000
const calmShare = 0.1
const patienceMs = 180_000

/** Waits until the agent has read everything once and only goes round its sweep. */
export async function waitUntilCalm({ host, agent }: { host: string; agent: ChildProcess }): Promise<void> {
  const pid = await enteredProcess(host, agent.pid ?? 0)
  const end = performance.now() + patienceMs
  for (;;) {
    const before = { at: performance.now(), cpu: processTreeCpu(pid) }
    await delay(windowMs)
    const share = (processTreeCpu(pid) - before.cpu) / (performance.now() - before.at)
    if (share < calmShare) return
    if (performance.now() > end) throw new Error(`The agent still uses ${Math.round(share * 100)} % of a core`)
  }
}
