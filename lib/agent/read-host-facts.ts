import type { HostAnswers } from '../collect/host-answers.ts'
import { asItIs, keepAnswer } from '../collect/keep-answer.ts'
import type { HostSource } from '../host/host-source.ts'

/** Reads what the host itself is, which no engine is needed for. */
export async function readHostFacts(source: HostSource, answers: HostAnswers): Promise<void> {
  answers.hostFacts = keepAnswer(answers.hostFacts, await source.kernel.readHostFacts(), asItIs)
}
