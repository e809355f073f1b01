import { type ProbePlan, planProbe } from '../analyse/path/plan-probe.ts'
import { planNameProbe, reportNameProbe } from '../analyse/path/probe-name.ts'
import { type ProbeReport, type ProbeSent, reportProbe } from '../analyse/path/report-probe.ts'
import type { Branch, PathAnswer } from '../analyse/path/trace.ts'
import type { HostId, NamespaceId } from '../model/id.ts'
import type { ProbeQuestion } from '../model/probe.ts'
import type { Topology } from '../model/topology.ts'

/** Who sends packets out of a host's namespaces when asked. */
export type ProbeSender = {
  probe(
    id: NamespaceId,
    question: ProbeQuestion,
  ): Promise<{ ok: true; value: ProbeSent } | { ok: false; reason: string }>
}

/** `name`: what the resolver said, where a name was asked for. `branches`: a packet each. */
export type Probes = { name: ProbeReport | null; branches: ProbeReport[] }

/** The packets that a question comes to: one to the resolver where a name is asked for, and one a branch. */
export type ProbePlans = { name: ProbePlan | null; branches: { branch: Branch; plan: ProbePlan }[] }

export const planProbes = (topology: Topology, answer: PathAnswer, branches: readonly Branch[]): ProbePlans => ({
  name: planNameProbe(topology, answer),
  branches: branches.map((branch) => ({ branch, plan: planProbe(topology, answer, branch) })),
})

/** How many packets that is. */
export const packetsOf = ({ name, branches }: ProbePlans): number =>
  [name, ...branches.map(({ plan }) => plan)].filter((plan) => plan?.kind === 'send').length

/** Has them sent one after the other, and sets what came of each beside the prediction. */
export async function sendProbes(
  answer: PathAnswer,
  plans: ProbePlans,
  senderOf: (hostId: HostId) => ProbeSender | null,
): Promise<Probes> {
  const name = plans.name && reportNameProbe(answer, plans.name, await send(plans.name, senderOf))
  const branches: ProbeReport[] = []
  for (const { branch, plan } of plans.branches)
    branches.push(reportProbe(answer, branch, plan, await send(plan, senderOf)))
  return { name, branches }
}

/** Null where nothing is to be sent, or nobody could. */
async function send(plan: ProbePlan, senderOf: (hostId: HostId) => ProbeSender | null): Promise<ProbeSent | null> {
  const sender = plan.kind === 'send' ? senderOf(plan.hostId) : null
  if (plan.kind !== 'send' || !sender) return null
  const asked = await sender.probe(plan.namespaceId, plan.question)
  return asked.ok ? asked.value : { result: null, reason: `${asked.reason.replace(/\.$/, '')}.`, at: 0 }
}
