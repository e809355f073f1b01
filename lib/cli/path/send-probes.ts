import { type ProbePlan, planProbe } from '../../analyse/path/plan-probe.ts'
import { planNameProbe, reportNameProbe } from '../../analyse/path/probe-name.ts'
import { type ProbeReport, type ProbeSent, reportProbe } from '../../analyse/path/report-probe.ts'
import type { PathAnswer } from '../../analyse/path/trace.ts'
import type { Seen } from './see-topology.ts'

/** `name`: what the resolver said, where a name was asked for. `branches`: a packet each. */
export type Probes = { name: ProbeReport | null; branches: ProbeReport[] }

/** A question is one packet each; a service of a hundred tasks is not worth a hundred. */
const mostProbes = 8

/** Has a real packet sent for each branch of an answer, one after the other, and the resolver asked for its name. */
export async function sendProbes(seen: Seen, answer: PathAnswer): Promise<Probes> {
  const ofName = planNameProbe(seen.topology, answer)
  const name = ofName && reportNameProbe(answer, ofName, await send(seen, ofName))
  const branches: ProbeReport[] = []
  for (const branch of answer.branches.slice(0, mostProbes)) {
    const plan = planProbe(seen.topology, answer, branch)
    branches.push(reportProbe(answer, branch, plan, await send(seen, plan)))
  }
  return { name, branches }
}

/** Null where nothing is to be sent, or nobody could. */
async function send({ agentOf }: Seen, plan: ProbePlan): Promise<ProbeSent | null> {
  const agent = plan.kind === 'send' ? agentOf(plan.hostId) : null
  if (plan.kind !== 'send' || !agent) return null
  const asked = await agent.probe(plan.namespaceId, plan.question)
  return asked.ok ? asked.value : { result: null, reason: `${asked.reason}.`, at: 0 }
}
