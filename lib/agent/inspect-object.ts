import type { HostAnswers, Kept } from '../collect/host-answers.ts'
import { maskInspect } from '../collect/mask.ts'
import { newestRead } from '../collect/newest-read.ts'
import type { SwarmPart } from '../collect/read-swarm.ts'
import { swarmRole } from '../collect/swarm-role.ts'
import type { Answer, HostSource } from '../host/host-source.ts'
import { InspectAnswer } from '../link/protocol.ts'

/** A container's inspect output, masked: from the engine now, else what is remembered of it. */
export const inspectContainer = async (source: HostSource, answers: HostAnswers, id: string): Promise<InspectAnswer> =>
  answerInspect(await source.engine.readContainer(id), answers.containers.get(id))

/** The same of a network. */
export const inspectNetwork = async (source: HostSource, answers: HostAnswers, id: string): Promise<InspectAnswer> =>
  answerInspect(await source.engine.readNetwork(id), answers.networks.get(id))

/** A service, node or task as a manager's engine listed it last, masked: it is read again whenever it changes. */
export function inspectSwarmObject(answers: HostAnswers, kind: SwarmPart, id: string): InspectAnswer {
  const { nodes, services, tasks, attachments } = answers.swarm
  const lists = { nodes: [nodes], services: [services], tasks: [tasks, attachments] }[kind]
  const list = lists.find(({ held }) => held.has(id)) ?? lists[0]
  const entry = list?.held.get(id)
  const latest = list?.latest ?? null
  const readAt = latest?.readAt ?? newestRead(answers)
  if (!entry)
    return {
      found: false,
      inspect: null,
      reason: latest?.ok === false ? latest.reason : missing(answers, kind),
      readAt,
    }
  return InspectAnswer.parse({
    found: true,
    inspect: JSON.parse(entry.inspect),
    reason: latest?.ok === false ? latest.reason : null,
    readAt,
  })
}

const missing = (answers: HostAnswers, kind: SwarmPart): string =>
  swarmRole(answers) === 'manager'
    ? `the engine lists no such object among its ${kind}`
    : 'the engine is no manager of a swarm'

function answerInspect(answer: Answer<unknown>, kept: Kept<unknown> | undefined): InspectAnswer {
  const { readAt } = answer
  if (answer.ok) return InspectAnswer.parse({ found: true, inspect: maskInspect(answer.value), reason: null, readAt })
  if (answer.code === 'gone') return { found: false, inspect: null, reason: answer.reason, readAt }
  if (!kept?.value) return { found: kept !== undefined, inspect: null, reason: answer.reason, readAt }
  // Masked when it was kept.
  return InspectAnswer.parse({ found: true, inspect: kept.value, reason: answer.reason, readAt })
}
