import { setTimeout as delay } from 'node:timers/promises'
import { enteredProcess } from '../e2e/lab/enter.ts'
import { runFleet } from '../e2e/running-fleet.ts'
import { printFigure } from './print-figure.ts'
import { residentMb } from './process-cost.ts'
import { waitUntilCalm } from './wait-until-calm.ts'

/** Takes the memory of an agent that listens on the network and is read over it, when it is so many minutes old. */
export async function measureListeningAgent(host: string, minutes: number): Promise<void> {
  const startedAt = performance.now()
  const fleet = await runFleet([host], 'listening')
  try {
    const agent = fleet.agent(host).process
    await waitUntilCalm({ host, agent })
    await delay(Math.max(0, startedAt + minutes * 60_000 - performance.now()))
    printFigure('listening_agent_rss_mb', residentMb(await enteredProcess(host, agent.pid ?? 0)), { atMost: 120 })
  } finally {
    await fleet.stop()
  }
}
