import type { HostSource } from '../host/host-source.ts'
import { parseEngineInfo } from './engine-info.ts'
import type { HostAnswers } from './host-answers.ts'
import { asItIs, keepAnswer } from './keep-answer.ts'
import { maskInspect } from './mask.ts'
import { swarmRole } from './swarm-role.ts'

/** Reads version and info of the engine, and the facts of the host itself. */
export async function readEngineFacts(source: HostSource, answers: HostAnswers): Promise<void> {
  const hostFacts = source.kernel.readHostFacts()
  // The version comes first: it settles which API version every other call speaks.
  answers.version = keepAnswer(answers.version, await source.engine.readVersion(), asItIs)
  await readEngineInfo(source, answers)
  answers.hostFacts = keepAnswer(answers.hostFacts, await hostFacts, asItIs)
}

/** Reads the info alone: the swarm's part of it changes without any event. */
export async function readEngineInfo(source: HostSource, answers: HostAnswers): Promise<void> {
  const answer = await source.engine.readInfo()
  const before = answers.info?.value?.Swarm
  answers.info = keepAnswer(answers.info, answer, (json) => parseEngineInfo(maskInspect(json)))
  const swarm = answers.info.value?.Swarm
  if (swarm && before && swarmRole(answers) === 'unable') {
    // A locked node does not know which one it is, a manager without a leader not how its swarm is set up: neither changes meanwhile.
    if (swarm.NodeID === '') swarm.NodeID = before.NodeID
    if (swarm.NodeID === before.NodeID) swarm.Cluster ??= before.Cluster
  }
}
