import type { HostAnswers, Kept } from '../collect/host-answers.ts'
import { maskInspect } from '../collect/mask.ts'
import type { Answer, HostSource } from '../host/host-source.ts'
import { InspectAnswer } from '../link/protocol.ts'

/** A container's inspect output, masked: from the engine now, else what is remembered of it. */
export const inspectContainer = async (source: HostSource, answers: HostAnswers, id: string): Promise<InspectAnswer> =>
  answerInspect(await source.engine.readContainer(id), answers.containers.get(id))

/** The same of a network. */
export const inspectNetwork = async (source: HostSource, answers: HostAnswers, id: string): Promise<InspectAnswer> =>
  answerInspect(await source.engine.readNetwork(id), answers.networks.get(id))

function answerInspect(answer: Answer<unknown>, kept: Kept<unknown> | undefined): InspectAnswer {
  const { readAt } = answer
  if (answer.ok) return InspectAnswer.parse({ found: true, inspect: maskInspect(answer.value), reason: null, readAt })
  if (answer.code === 'gone') return { found: false, inspect: null, reason: answer.reason, readAt }
  if (!kept?.value) return { found: kept !== undefined, inspect: null, reason: answer.reason, readAt }
  // Masked when it was kept.
  return InspectAnswer.parse({ found: true, inspect: kept.value, reason: answer.reason, readAt })
}
