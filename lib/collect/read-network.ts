import type { HostSource } from '../host/host-source.ts'
import { dropNetworks } from './absent-networks.ts'
import { parseEngineNetwork } from './engine-network.ts'
import type { HostAnswers } from './host-answers.ts'
import { keepAnswer } from './keep-answer.ts'
import { maskInspect } from './mask.ts'

/** Reads one network with its members; forgets it when the engine no longer has it. */
export async function readNetwork(source: HostSource, answers: HostAnswers, id: string): Promise<void> {
  const answer = await source.engine.readNetwork(id)
  if (!answer.ok && answer.code === 'gone') {
    await dropNetworks(source, answers, [id])
    return
  }
  const kept = keepAnswer(answers.networks.get(id), answer, (json) => parseEngineNetwork(maskInspect(json)))
  answers.networks.set(id, kept)
}
