import type { HostSource } from '../host/host-source.ts'
import { parseEngineInfo } from './engine-info.ts'
import type { HostAnswers } from './host-answers.ts'
import { asItIs, keepAnswer } from './keep-answer.ts'
import { maskInspect } from './mask.ts'

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
  // A manager without a leader does not know how its swarm is set up, which does not change.
  if (swarm?.ControlAvailable && swarm.Error !== '' && swarm.NodeID === before?.NodeID) swarm.Cluster ??= before.Cluster
}
