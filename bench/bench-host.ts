import { z } from 'zod'
import { applyScenario } from '../e2e/lab/apply-scenario.ts'
import { down } from '../e2e/lab/down.ts'
import { tellEngine } from '../e2e/lab/engine-request.ts'
import { labRunFolder } from '../e2e/lab/lab-paths.ts'
import type { ScenarioSize } from '../e2e/lab/scenario.ts'
import { presentHosts, up } from '../e2e/lab/up.ts'

const host = 'host1'
const Containers = z.array(z.object({ State: z.string() }))

/** Runs the work beside a real engine with so many containers on so many networks, and takes the lab down, however the work ended. */
export async function withBenchHost(
  size: ScenarioSize,
  keepLab: boolean,
  work: (host: string) => Promise<void>,
): Promise<void> {
  try {
    const isThere = keepLab && presentHosts().includes(host)
    await up({ hosts: 1, engines: { [host]: 'machine' }, fresh: !isThere, log: note })
    if (!isThere || !(await holdsScenario(size))) {
      note(`${host}: making ${size.containers} containers on ${size.networks} networks`)
      await applyScenario(host, 'many', size)
    }
    await work(host)
  } finally {
    if (keepLab) note(`The lab stays up at ${labRunFolder}`)
    else await down()
  }
}

async function holdsScenario(size: ScenarioSize): Promise<boolean> {
  const containers = Containers.parse(JSON.parse(await tellEngine(host, '/containers/json?all=1')))
  return containers.length === size.containers && containers.every(({ State }) => State === 'running')
}

/** What is under way goes to standard error: standard output holds figures only. */
function note(line: string): void {
  process.stderr.write(`${line}\n`)
}
