import { exec } from './enter.ts'
import type { PlannedContainer, PlannedNetwork, ScenarioPlan } from './scenario.ts'

/** Makes what one host is to hold, one after the other, so that the engine gives the same addresses each time. */
export async function applyPlan(host: string, plan: ScenarioPlan): Promise<void> {
  for (const network of plan.networks) await makeNetwork(host, network)
  for (const container of plan.containers) await makeContainer(host, container)
  for (const command of plan.commands) await exec(host, command)
}

export async function makeNetwork(host: string, { name, options }: PlannedNetwork): Promise<void> {
  await exec(host, ['docker', 'network', 'create', ...options, name])
}

async function makeContainer(host: string, container: PlannedContainer): Promise<void> {
  const { name, image, options, command, joins, state } = container
  await exec(host, ['docker', 'create', '--name', name, ...options, image, ...command])
  for (const { network, options: joinOptions } of joins) {
    await exec(host, ['docker', 'network', 'connect', ...joinOptions, network, name])
  }
  if (state === 'created') return
  await exec(host, ['docker', 'start', name])
  if (state === 'paused') await exec(host, ['docker', 'pause', name])
  if (state === 'exited') await exec(host, ['docker', 'wait', name])
}
