import { planProbe } from '../../analyse/path/plan-probe.ts'
import { type ProbeReport, reportProbe } from '../../analyse/path/report-probe.ts'
import type { PathAnswer } from '../../analyse/path/trace.ts'
import type { Seen } from './see-topology.ts'

/** A question is one packet each; a service of a hundred tasks is not worth a hundred. */
const mostProbes = 8

/** Has a real packet sent for each branch of an answer, one after the other. */
export async function sendProbes({ topology, agentOf }: Seen, answer: PathAnswer): Promise<ProbeReport[]> {
  const reports: ProbeReport[] = []
  for (const branch of answer.branches.slice(0, mostProbes)) {
    const plan = planProbe(topology, answer, branch)
    const agent = plan.kind === 'send' ? agentOf(plan.hostId) : null
    const asked = plan.kind === 'send' && agent ? await agent.probe(plan.namespaceId, plan.question) : null
    const sent = asked && (asked.ok ? asked.value : { result: null, reason: `${asked.reason}.`, at: 0 })
    reports.push(reportProbe(answer, branch, plan, sent))
  }
  return reports
}
