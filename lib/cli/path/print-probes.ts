import type { ProbeReport } from '../../analyse/path/report-probe.ts'
import type { ProbeQuestion } from '../../model/probe.ts'
import { inertText } from '../../view/inert-text.ts'
import type { Ink } from './terminal-ink.ts'
import { wrapText } from './wrap-text.ts'

const words = { agree: 'agrees', differ: 'differs', open: 'open' } as const

/** What real packets found, each beside its prediction. */
export function printProbes(probes: readonly ProbeReport[], width: number, ink: Ink): string[] {
  return probes.flatMap((probe) => {
    const head = wrap(headOf(probe), width)
    const { comparison } = probe
    if (!comparison) return head
    const colour = comparison.verdict === 'agree' ? ink.green : comparison.verdict === 'differ' ? ink.red : ink.yellow
    const [first = '', ...rest] = wrap(`${words[comparison.verdict]}: ${comparison.says}`, width)
    return [...head, colour(first), ...rest.map(colour)]
  })
}

const wrap = (text: string, width: number): string[] => wrapText(inertText(text), width, '  ', '    ')

function headOf({ question, result, notSent }: ProbeReport): string {
  if (!result) return `Not sent: ${notSent ?? ''}`
  const took = result.ms === null ? '' : ` (${result.ms < 10 ? result.ms.toFixed(1) : Math.round(result.ms)} ms)`
  const said = result.detail === null ? '' : ` It said: ${result.detail}`
  return `${question ? sentWords(question) : ''}${result.outcome}${took}. ${result.says}${said}`
}

const sentWords = (question: ProbeQuestion): string => {
  const { kind, address } = question
  return kind === 'dns' ? `dns, ${question.name} asked of ${address}: ` : `${kind} to ${address}: `
}
