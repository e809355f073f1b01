import type { Answer } from '../host/host-source.ts'
import type { EngineNode } from './engine-node.ts'
import type { EngineService } from './engine-service.ts'
import type { EngineTask } from './engine-task.ts'

/** What a manager tells of the whole swarm. A failed read keeps the last good list beside the failure. */
export type SwarmAnswers = {
  nodes: SwarmList<EngineNode>
  services: SwarmList<EngineService>
  tasks: SwarmList<EngineTask>
  /** The tasks of plain containers on attachable networks. */
  attachments: SwarmList<EngineTask>
}

/** By id. `inspect` is the entry as it came, masked, as JSON: text takes a fraction of the room that objects do; `state` tells whether the next entry is another. */
export type SwarmList<T> = { latest: Answer<null> | null; held: Map<string, SwarmEntry<T>> }
export type SwarmEntry<T> = { value: T; inspect: string; state: string }

export const emptySwarmAnswers = (): SwarmAnswers => ({
  nodes: { latest: null, held: new Map() },
  services: { latest: null, held: new Map() },
  tasks: { latest: null, held: new Map() },
  attachments: { latest: null, held: new Map() },
})
