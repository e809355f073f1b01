import type { ProbeQuestion, ProbeResult } from '../../model/probe.ts'
import { compareProbe, type ProbeComparison } from './compare-probe.ts'
import type { ProbePlan } from './plan-probe.ts'
import type { Branch, PathAnswer } from './trace.ts'

/** The packet that was sent for one branch of an answer, beside what was predicted. The same object from the page, the API and the CLI. */
export type ProbeReport = {
  address: string
  port: number | null
  /** What was sent, or would have been. */
  question: ProbeQuestion | null
  result: ProbeResult | null
  comparison: ProbeComparison | null
  /** Why no packet was sent; null where one was. */
  notSent: string | null
  /** When it was sent, in milliseconds since the epoch by the clock of the host that it left. */
  sentAt: number | null
  /** What was predicted when it was sent, in one sentence; null of a name. */
  predicted: string | null
}

/** What came of asking for a packet: null, with the reason, where none was sent. */
export type ProbeSent = { result: ProbeResult | null; reason: string | null; at: number }

export function reportProbe(answer: PathAnswer, branch: Branch, plan: ProbePlan, sent: ProbeSent | null): ProbeReport {
  const { address, port } = branch
  const blank = { address, port, result: null, comparison: null, sentAt: null, predicted: branch.verdict.says }
  if (plan.kind === 'none') return { ...blank, question: null, notSent: plan.says }
  const { question } = plan
  if (!sent?.result) return { ...blank, question, notSent: sent?.reason ?? 'No agent that could send it is heard.' }
  const { result, at } = sent
  return { ...blank, question, result, comparison: compareProbe(answer, branch, result, at), notSent: null, sentAt: at }
}
