import type { HostAnswers } from './host-answers.ts'

/**
 * What the engine can tell of its swarm, as far as `GET /info` says. `manager`: all of it. `unable`: a manager without a leader, or a node that is
 * locked, broken or still waiting to be let in; what it told before may still hold. `none`: a worker, or a node of no swarm.
 */
export function swarmRole(answers: HostAnswers): 'manager' | 'unable' | 'none' {
  const swarm = answers.info?.value?.Swarm
  if (!swarm || swarm.LocalNodeState === 'inactive' || swarm.LocalNodeState === '') return 'none'
  if (swarm.LocalNodeState !== 'active') return 'unable'
  if (!swarm.ControlAvailable) return 'none'
  return swarm.Error === '' ? 'manager' : 'unable'
}
