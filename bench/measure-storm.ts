import { hostSocket } from '../e2e/lab/lab-paths.ts'
import { runPortolan } from '../e2e/running-portolan.ts'
import { printFigure } from './print-figure.ts'
import { median } from './quantile.ts'
import { makeStorms, runStorm, type Storm } from './storms.ts'
import { waitUntilCalm } from './wait-until-calm.ts'

const rounds = 5
const stormMs = 3_000

type Rates = { attached: number[]; alone: number[] }

/** The engine's rate of events in a storm, with Portolan attached and without, in turns. */
export async function measureStorm(host: string): Promise<void> {
  const { storms, remove } = await makeStorms(host)
  const rates = new Map<string, Rates>(storms.map(({ name }) => [name, { attached: [], alone: [] }]))
  const note = async (storm: Storm, kind: keyof Rates) => {
    rates.get(storm.name)?.[kind].push(await runStorm(host, storm, stormMs))
  }
  for (const storm of storms) await runStorm(host, storm, stormMs)
  for (let round = 0; round < rounds; round++) {
    for (const storm of storms) await note(storm, 'alone')
    // The agent asks the engine itself here: a proxy between them would count as Portolan's cost.
    const engine = hostSocket(host)
    const portolan = await runPortolan(host, { name: `storm${round}`, engine })
    try {
      await waitUntilCalm(portolan)
      for (const storm of storms) await note(storm, 'attached')
    } finally {
      await portolan.stop()
    }
  }
  await remove()
  for (const [name, { attached, alone }] of rates) {
    printFigure(`engine_${name}_events_per_second`, median(alone))
    printFigure(`engine_${name}_event_rate_kept`, median(attached) / median(alone), { atLeast: 0.95 })
  }
}
