import { setImmediate } from 'node:timers/promises'
import { z } from 'zod'
import type { Answer, HostSource } from '../host/host-source.ts'
import { parseEngineNode } from './engine-node.ts'
import { parseEngineService } from './engine-service.ts'
import { parseEngineTask } from './engine-task.ts'
import type { HostAnswers } from './host-answers.ts'
import { maskInspect } from './mask.ts'
import type { Parsed } from './parse-with.ts'
import { emptySwarmAnswers, type SwarmList } from './swarm-answers.ts'
import { swarmRole } from './swarm-role.ts'

export const swarmParts = ['nodes', 'services', 'tasks'] as const
export type SwarmPart = (typeof swarmParts)[number]

/** Reads one list of a manager's. Gives whether anything is other than it was held, or could not be read as before. */
export async function readSwarmPart(source: HostSource, answers: HostAnswers, part: SwarmPart): Promise<boolean> {
  if (swarmRole(answers) !== 'manager') return forgetSwarm(answers)
  const { swarm } = answers
  switch (part) {
    case 'nodes':
      return keepList(swarm.nodes, await source.engine.readNodes(), parseEngineNode)
    case 'services':
      return keepList(swarm.services, await source.engine.readServices(), parseEngineService)
    case 'tasks': {
      const [tasks, attachments] = await Promise.all([
        source.engine.readTasks('service'),
        source.engine.readTasks('attachment'),
      ])
      const changed = await keepList(swarm.tasks, tasks, parseEngineTask)
      return (await keepList(swarm.attachments, attachments, parseEngineTask)) || changed
    }
    default:
      return part satisfies never
  }
}

/** Forgets the swarm where the engine is no manager of it any more; one that only cannot tell now has it still. */
export function forgetSwarm(answers: HostAnswers): boolean {
  const lists = Object.values(answers.swarm)
  if (swarmRole(answers) !== 'none' || lists.every(({ latest, held }) => latest === null && held.size === 0))
    return false
  answers.swarm = emptySwarmAnswers()
  return true
}

/** So many entries take some hundredths of a second; then others get their turn. */
const atOnce = 250

type Listed = { ID: string; Version: number; UpdatedAt: string }

const part = z.unknown().optional()
const Stated = z.object({ ID: z.string(), Version: part, UpdatedAt: part, ManagerStatus: part })

/** Each change of a record has a version of its own, but for who leads and can be reached. Most entries of a list are as they were: they are not parsed. */
function stateOf(json: unknown): { id: string; text: string } | null {
  const parsed = Stated.safeParse(json)
  if (!parsed.success) return null
  const { ID, Version, UpdatedAt, ManagerStatus } = parsed.data
  return { id: ID, text: JSON.stringify([Version, UpdatedAt, ManagerStatus]) }
}

/** An entry that is not understood makes the list a failed one, so that nothing is taken for gone; the others count. */
async function keepList<T extends Listed>(
  list: SwarmList<T>,
  answer: Answer<unknown[]>,
  parse: (json: unknown) => Parsed<T>,
): Promise<boolean> {
  const before = list.latest
  if (!answer.ok) {
    list.latest = answer
    return before === null || before.ok || before.reason !== answer.reason
  }
  let parsedEntries = 0
  let problem: string | null = null
  let changed = false
  const found = new Set<string>()
  for (const [position, json] of answer.value.entries()) {
    const state = stateOf(json)
    if (state !== null && list.held.get(state.id)?.state === state.text) {
      found.add(state.id)
      continue
    }
    const masked = maskInspect(json)
    const parsed = parse(masked)
    if (!parsed.ok) {
      problem ??= `entry ${position + 1}: ${parsed.reason}`
      continue
    }
    found.add(parsed.value.ID)
    list.held.set(parsed.value.ID, {
      value: parsed.value,
      inspect: JSON.stringify(masked),
      state: state?.text ?? '',
    })
    changed = true
    if (++parsedEntries % atOnce === 0) await setImmediate()
  }
  const { source, readAt } = answer
  if (problem !== null) {
    list.latest = { ok: false, code: 'bad-answer', reason: problem, source, readAt }
    return changed || before?.ok !== false || before.reason !== problem
  }
  for (const id of list.held.keys()) if (!found.has(id)) changed = list.held.delete(id) || changed
  list.latest = { ok: true, value: null, source, readAt }
  return changed || before?.ok !== true
}
