import { enteredProcess } from '../e2e/lab/enter.ts'
import { hostSocket } from '../e2e/lab/lab-paths.ts'
import { runPortolan } from '../e2e/running-portolan.ts'
import { printFigure } from './print-figure.ts'
import { processTreeCpu } from './process-cost.ts'
import { median } from './quantile.ts'
import { makeStorms, runStorm, type Storm } from './storms.ts'
import { waitUntilCalm } from './wait-until-calm.ts'

const rounds = 6
const windows = 5
const windowMs = 500

/** Events per second, one entry a round; one more without Portolan, so that each round with it lies between two without. */
type Rates = { attached: number[]; alone: number[]; agentShare: number[] }

const none = (): Rates => ({ attached: [], alone: [], agentShare: [] })

/** The engine's rate of events in a storm, with Portolan attached and without, in turns. */
export async function measureStorm(host: string): Promise<void> {
  const { storms, remove } = await makeStorms(host)
  try {
    const rates = await rateInTurns(host, storms)
    for (const { name, aim } of storms) {
      const { attached, alone, agentShare } = rates.get(name) ?? none()
      const kept = median(attached.map((rate, round) => rate / between(alone, round)))
      printFigure(`engine_${name}_events_per_second`, median(alone))
      printFigure(`engine_${name}_event_rate_kept`, kept, aim)
      printFigure(`engine_${name}_agent_cpu_percent`, median(agentShare) * 100)
    }
  } finally {
    await remove()
  }
}

async function rateInTurns(host: string, storms: Storm[]): Promise<Map<string, Rates>> {
  const rates = new Map(storms.map(({ name }) => [name, none()]))
  const runAlone = async () => {
    for (const storm of storms) rates.get(storm.name)?.alone.push(await rateOf(host, storm))
  }
  for (const storm of storms) await rateOf(host, storm)
  await runAlone()
  for (let round = 0; round < rounds; round++) {
    // The agent asks the engine itself here: a proxy between them would count as Portolan's cost.
    const portolan = await runPortolan(host, { name: `storm${round}`, engine: hostSocket(host) })
    try {
      await waitUntilCalm(portolan)
      const pid = await enteredProcess(host, portolan.agent.pid ?? 0)
      for (const storm of storms) {
        const [cpu, start] = [processTreeCpu(pid), performance.now()]
        rates.get(storm.name)?.attached.push(await rateOf(host, storm))
        rates.get(storm.name)?.agentShare.push((processTreeCpu(pid) - cpu) / (performance.now() - start))
      }
    } finally {
      await portolan.stop()
    }
    await runAlone()
  }
  return rates
}

/** The median of some short storms: one that something else on the machine cut short does not count. */
async function rateOf(host: string, storm: Storm): Promise<number> {
  const each: number[] = []
  for (let window = 0; window < windows; window++) each.push(await runStorm(host, storm, windowMs))
  return median(each)
}

/** What else the machine does changes slowly: the mean of before and after is what the round would have been. */
const between = (alone: number[], round: number): number => ((alone[round] ?? 0) + (alone[round + 1] ?? 0)) / 2
