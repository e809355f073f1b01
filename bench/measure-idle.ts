import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { enteredProcess } from '../e2e/lab/enter.ts'
import type { RunningPortolan } from '../e2e/running-portolan.ts'
import { printFigure } from './print-figure.ts'
import { processTreeCpu, residentMb } from './process-cost.ts'

const idleMs = 60_000

const Statuses = z.object({ statuses: z.array(z.object({ oldest: z.object({ readAt: z.number() }).nullable() })) })

/** Waits until the agent is so many minutes old, then takes its memory, and its processor time over one minute in which nothing happens. */
export async function measureIdle(portolan: RunningPortolan, startedAt: number, minutes: number): Promise<void> {
  const pid = await enteredProcess(portolan.host, portolan.agent.pid ?? 0)
  await delay(Math.max(0, startedAt + minutes * 60_000 - idleMs - performance.now()))
  const before = { at: performance.now(), cpu: processTreeCpu(pid) }
  await delay(idleMs)
  const share = (processTreeCpu(pid) - before.cpu) / (performance.now() - before.at)
  printFigure('agent_age_minutes', (performance.now() - startedAt) / 60_000)
  printFigure('agent_rss_mb', residentMb(pid), { atMost: 120 })
  printFigure('agent_idle_cpu_percent', share * 100, { atMost: 5 })
  const { statuses } = Statuses.parse(await (await fetch(`${portolan.url}/api/topology`)).json())
  const oldest = statuses[0]?.oldest?.readAt
  if (oldest !== undefined) printFigure('sweep_oldest_part_seconds', (Date.now() - oldest) / 1000)
}
