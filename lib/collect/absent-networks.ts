import type { HostSource } from '../host/host-source.ts'
import type { HostAnswers } from './host-answers.ts'
import { readEngineInfo } from './read-engine-facts.ts'
import { swarmRole } from './swarm-role.ts'

/**
 * Forgets networks that the engine no longer tells of. A manager without a leader tells of those overlays alone that its own node uses, without a
 * word of an error: the others are kept, as unused here, which is what it would tell of them.
 */
export async function dropNetworks(source: HostSource, answers: HostAnswers, ids: readonly string[]): Promise<void> {
  const overlays = ids.filter((id) => answers.networks.get(id)?.value?.Scope === 'swarm')
  const believed = overlays.length === 0 || (await tellsAllOverlays(source, answers))
  for (const id of ids) {
    const kept = answers.networks.get(id)
    if (believed || !kept?.value || !overlays.includes(id)) answers.networks.delete(id)
    else kept.value = { ...kept.value, Containers: {}, Peers: [] }
  }
}

async function tellsAllOverlays(source: HostSource, answers: HostAnswers): Promise<boolean> {
  if (swarmRole(answers) === 'none') return true
  await readEngineInfo(source, answers)
  return answers.info?.latest.ok === true && swarmRole(answers) !== 'unable'
}
