import type { HostAnswers, Kept } from '../collect/host-answers.ts'
import type { Answer } from '../host/host-source.ts'
import type { FailureCode } from '../model/failure-code.ts'

/** Puts into the answers that the engine gives none any more: what it told last stays, as memory. */
export function markSilent(answers: HostAnswers, reason: string, code: FailureCode, readAt: number): void {
  const failure = (source: string): Extract<Answer<never>, { ok: false }> => ({
    ok: false,
    source,
    code,
    reason,
    readAt,
  })
  answers.version = keep(answers.version, failure('GET /version'))
  answers.info = keep(answers.info, failure('GET /info'))
  answers.networkList = failure('GET /networks')
  answers.containerList = failure('GET /containers/json')
}

const keep = <T>(before: Kept<T> | null, latest: Answer<never>): Kept<T> => ({ value: before?.value ?? null, latest })
