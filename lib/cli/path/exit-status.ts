import type { ProbeReport } from '../../analyse/path/report-probe.ts'
import type { PathAnswer } from '../../analyse/path/trace.ts'

/** 0 delivered, 1 not, 3 not known. Where a real packet was sent and is to be believed, its word counts. */
export function exitStatus({ verdict, branches }: PathAnswer, probes: readonly ProbeReport[]): 0 | 1 | 3 {
  const believed = probes.some(({ comparison }) => comparison?.believe === 'probe')
  if (!believed) return ofOutcome(verdict.outcome)
  const all = branches.map((branch, index) => {
    const { comparison, result } = probes[index] ?? {}
    if (comparison?.believe !== 'probe' || !result) return ofOutcome(branch.verdict.outcome)
    if (result.outcome === 'answered') return 0
    // Silence of UDP is no answer to what nothing else is known of.
    return probes[index]?.question?.kind === 'udp' && result.outcome === 'timeout' ? 3 : 1
  })
  return all.find((status) => status === 1) ?? all.find((status) => status === 3) ?? 0
}

const ofOutcome = (outcome: PathAnswer['verdict']['outcome']): 0 | 1 | 3 =>
  outcome === 'delivered' ? 0 : outcome === 'unknown' ? 3 : 1
