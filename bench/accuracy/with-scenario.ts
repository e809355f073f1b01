import { applyScenario } from '../../e2e/lab/apply-scenario.ts'
import { applySwarmScenario } from '../../e2e/lab/apply-swarm-scenario.ts'
import { requireMember } from '../../e2e/lab/member.ts'
import { openNetwork } from './ask-network.ts'
import { openHostReader } from './host-reader.ts'
import { createListeners } from './listeners.ts'
import { openOutsideClient } from './outside-client.ts'
import type { Setting } from './run-step.ts'
import type { AccuracyScenario } from './scenarios.ts'

/** Makes the scenario on its hosts, or keeps what they hold, with readers, listeners and a client outside, and ends these when the work is done. */
export async function withScenario<Result>(
  { name, hosts }: AccuracyScenario,
  keep: boolean,
  work: (setting: Setting) => Promise<Result>,
): Promise<Result> {
  if (keep) await Promise.all(hosts.map(requireMember))
  else if (name === 'swarm-shop') await applySwarmScenario(hosts, name)
  else await Promise.all(hosts.map((host) => applyScenario(host, name)))
  return withSetting(hosts, work)
}

/** Readers, listeners and a client outside for what the hosts hold, while the work lasts. */
export async function withSetting<Result>(
  hosts: readonly string[],
  work: (setting: Setting) => Promise<Result>,
): Promise<Result> {
  const outside = await openOutsideClient()
  const network = openNetwork()
  const listeners = createListeners()
  const readers = hosts.map(openHostReader)
  try {
    return await work({ network, listeners, readers, outside: outside.place })
  } finally {
    network.close()
    await listeners.close()
    await Promise.all(readers.map((reader) => reader.close()))
    await outside.close()
  }
}
