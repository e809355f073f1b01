import { appendFileSync, writeFileSync } from 'node:fs'
import { unknownByFilter } from './judge.ts'
import { describeQuestion } from './question.ts'
import type { Compared } from './run-step.ts'

export type Tally = {
  pairs: number
  agreed: number
  class: number
  unknown: number
  wrong: number
  moved: number
  byFilter: number
}

export const emptyTally = (): Tally => ({ pairs: 0, agreed: 0, class: 0, unknown: 0, wrong: 0, moved: 0, byFilter: 0 })

export function count(compared: readonly Compared[]): Tally {
  const tally = emptyTally()
  for (const { judgement, moved } of compared) {
    tally.pairs++
    tally[judgement.kind]++
    if (judgement.kind === 'unknown' && judgement.why === unknownByFilter) tally.byFilter++
    if (moved && judgement.kind === 'agreed') tally.moved++
  }
  return tally
}

export function add(one: Tally, other: Tally): Tally {
  const sum = { ...one }
  for (const key of ['pairs', 'agreed', 'class', 'unknown', 'wrong', 'moved', 'byFilter'] as const)
    sum[key] += other[key]
  return sum
}

/** `name: value`, for people and programs. `other_class` agreed on delivered or not, and not on how it ends. */
export function tallyLines(name: string, tally: Tally): string[] {
  return [
    `${name}_pairs: ${tally.pairs}`,
    `${name}_agreed: ${tally.agreed + tally.class}`,
    `${name}_wrong: ${tally.wrong}`,
    `${name}_unknown: ${tally.unknown}`,
    ...(tally.byFilter > 0 ? [`${name}_unknown_by_tc_filter: ${tally.byFilter}`] : []),
    `${name}_other_class: ${tally.class}`,
    `${name}_moved: ${tally.moved}`,
  ]
}

/** One line a disagreement. */
export function disagreementLine({ question, answer, truth, judgement }: Compared): string {
  const foretold =
    'kind' in answer ? answer.says : `${answer.verdict.outcome} (${answer.verdict.code}) ${answer.verdict.says}`
  return `  ${judgement.kind} [${judgement.why}] ${describeQuestion(question)}\n    foretold: ${foretold}\n    network: ${truth.outcome}${truth.key === null ? '' : ` by ${truth.key}`}: ${truth.says}`
}

/** The file that holds every disagreement with its trace. */
export type Report = { write: (text: string) => void }

export function openReport(file: string | null): Report {
  if (file === null) return { write: () => undefined }
  writeFileSync(file, '')
  return { write: (text) => appendFileSync(file, `${text}\n`) }
}
