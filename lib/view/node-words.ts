import type { Node } from '../model/node.ts'
import type { Tone } from './picture.ts'

/** How well a node is: one that is drained or paused on purpose is idle, not ill. */
export function nodeTone({ state, availability }: Pick<Node, 'state' | 'availability'>): Tone {
  if (state === 'down') return 'bad'
  if (state !== 'ready') return 'warn'
  return availability === 'active' ? 'ok' : 'idle'
}

/** `leader`, `manager, unreachable`, `worker`: what a node is in its swarm. */
export function nodeRole({ role, manager }: Pick<Node, 'role' | 'manager'>): string {
  if (manager === null) return role
  if (manager.leader) return 'leader'
  return manager.reachability === 'reachable' ? 'manager' : `manager, ${manager.reachability}`
}
