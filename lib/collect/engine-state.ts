import type { Answer } from '../host/host-source.ts'
import type { FailureCode } from '../model/failure-code.ts'
import type { HostAnswers } from './host-answers.ts'

const absent: ReadonlySet<FailureCode> = new Set([
  'no-engine',
  'engine-silent',
  'engine-refused',
  'engine-too-old',
  'timeout',
  'failed',
])

/**
 * How the engine answered last to what is asked of it as a whole: its failure, or null while it answers or was never asked. A manager that looks
 * for its leader keeps `GET /info` waiting, and nothing else.
 */
export function engineFailure(answers: HostAnswers): Extract<Answer<unknown>, { ok: false }> | null {
  const asked = [answers.version?.latest, answers.networkList, answers.containerList]
  let newest: Answer<unknown> | null = null
  for (const answer of asked) if (answer && (newest === null || answer.readAt >= newest.readAt)) newest = answer
  if (newest === null || newest.ok) return null
  const { reason } = newest
  return absent.has(newest.code) || asked.every((answer) => answer?.ok === false && answer.reason === reason)
    ? newest
    : null
}
