import { hostSocket } from '../e2e/lab/lab-paths.ts'
import { runPortolan } from '../e2e/running-portolan.ts'
import { printFigure } from './print-figure.ts'
import { median } from './quantile.ts'
import { makeStorms, runStorm, type Storm } from './storms.ts'
import { waitUntilCalm } from './wait-until-calm.ts'

const rounds = 6
const stormMs = 2_000

/** Events per second, one entry a round; one more without Portolan, so that each round with it lies between two without. */
type Rates = { attached: number[]; alone: number[] }

/** The engine's rate of events in a storm, with Portolan attached and without, in turns. */
export async function measureStorm(host: string): Promise<void> {
  const { storms, remove } = await makeStorms(host)
  try {
    for (const [name, { attached, alone }] of await rateInTurns(host, storms)) {
      printFigure(`engine_${name}_events_per_second`, median(alone))
      printFigure(
        `engine_${name}_event_rate_kept`,
        median(attached.map((rate, round) => rate / between(alone, round))),
        { atLeast: 0.95 },
      )
    }
  } finally {
    await remove()
  }
}

async function rateInTurns(host: string, storms: Storm[]): Promise<Map<string, Rates>> {
  const rates = new Map<string, Rates>(storms.map(({ name }) => [name, { attached: [], alone: [] }]))
  const runAll = async (kind: keyof Rates) => {
    for (const storm of storms) rates.get(storm.name)?.[kind].push(await runStorm(host, storm, stormMs))
  }
  for (const storm of storms) await runStorm(host, storm, stormMs)
  await runAll('alone')
  for (let round = 0; round < rounds; round++) {
    // The agent asks the engine itself here: a proxy between them would count as Portolan's cost.
    const portolan = await runPortolan(host, { name: `storm${round}`, engine: hostSocket(host) })
    try {
      await waitUntilCalm(portolan)
      await runAll('attached')
    } finally {
      await portolan.stop()
    }
    await runAll('alone')
  }
  return rates
}

/** What else the machine does changes slowly: the mean of before and after is what the round would have been. */
const between = (alone: number[], round: number): number => ((alone[round] ?? 0) + (alone[round + 1] ?? 0)) / 2
