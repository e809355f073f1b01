import { HostId } from '../model/id.ts'
import type { HostAnswers } from './host-answers.ts'

/** The engine's id, else what the machine itself is called by, else where its engine is looked for: two that are both silent stay two. */
export function resolveHostId(answers: HostAnswers, endpoint: string): HostId {
  const facts = answers.hostFacts?.value
  const names = [answers.info?.value?.ID, facts?.machineId, facts?.bootId, facts?.hostname]
  return HostId.parse(names.find((name) => name) ?? (endpoint || 'unknown-host'))
}
