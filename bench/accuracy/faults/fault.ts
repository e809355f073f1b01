import type { Ground } from '../ground.ts'
import type { Question } from '../question.ts'
import type { AccuracyScenario } from '../scenarios.ts'

/** Makes it as it was. */
export type Undo = () => Promise<void>

/** One thing that goes wrong in a network, or is set up in a way that is worth asking about. */
export type Fault = {
  name: string
  /** Where it can be done. */
  on: readonly AccuracyScenario['name'][]
  /** The kernel that it takes where that of the machine lacks something. */
  kernel?: 'debian'
  inject: (ground: Ground) => Promise<Undo>
  /** Questions that it is about: they are asked before others. */
  about?: (question: Question) => boolean
  /** Questions whose answer changes from one second to the next: nobody can be right on them. */
  flickers?: (question: Question) => boolean
}

export const singleHosts = ['deployment-models', 'policy'] as const

/** Does something on every host at once, and undoes it there. */
export async function onEach(hosts: readonly string[], work: (host: string) => Promise<Undo>): Promise<Undo> {
  const undo = await Promise.all(hosts.map(work))
  return async () => void (await Promise.all(undo.map((back) => back())))
}

/** Undoes in the other order. */
export const inTurn =
  (...undo: Undo[]): Undo =>
  async () => {
    for (const back of undo.reverse()) await back()
  }
