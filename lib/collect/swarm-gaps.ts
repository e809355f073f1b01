import type { Answer } from '../host/host-source.ts'
import type { Gap } from '../model/gap.ts'
import { swarmSource } from '../model/swarm-gap.ts'
import type { HostAnswers } from './host-answers.ts'
import type { SwarmList } from './swarm-answers.ts'
import { swarmRole } from './swarm-role.ts'

export type SwarmGap = Omit<Gap, 'id' | 'hostId' | 'advice'> & { advice?: string }

/** What cannot be told of the swarm, and what to do about it: one gap for all three lists where the reason is one. */
export function swarmGaps(answers: HostAnswers): SwarmGap[] {
  const swarm = answers.info?.value?.Swarm
  if (!swarm || swarm.LocalNodeState === '' || swarm.LocalNodeState === 'inactive') return []
  const whole = (told: Pick<SwarmGap, 'code' | 'reason' | 'cost'> & { advice: string }): SwarmGap[] => [
    { source: swarmSource, touches: [], ...told },
  ]
  const said = (otherwise: string) => (swarm.Error === '' ? otherwise : swarm.Error)
  switch (swarm.LocalNodeState) {
    case 'active':
      break
    case 'locked':
      return whole({
        code: 'engine-refused',
        reason: said('The swarm is locked on this node: its key was not given since the engine started.'),
        cost: 'The node takes no part in its swarm: it runs no tasks and has no overlays. What it knew of others may be out of date.',
        advice: 'Unlock it there: docker swarm unlock.',
      })
    case 'pending':
      return whole({
        code: 'failed',
        reason: said('The node waits to be let into the swarm.'),
        cost: 'Nodes, services and tasks are not shown, and overlays do not reach this node yet.',
        advice: 'See whether the node reaches a manager at TCP port 2377.',
      })
    default:
      return whole({
        code: 'failed',
        reason: said(`The engine calls the state of its swarm ${swarm.LocalNodeState}.`),
        cost: 'Nodes, services and tasks are not shown; tasks and overlays of this node may not be kept up.',
        advice:
          'See docker info and journalctl -u docker; a node whose certificate ran out has to leave and join again.',
      })
  }
  if (!swarm.ControlAvailable)
    return whole({
      code: 'elsewhere',
      reason: 'This node is a worker: its engine does not know the nodes, services and tasks of the swarm.',
      cost: 'Nodes, services, and tasks and overlays of other nodes are not shown.',
      advice: `Run an agent on a manager too${managers(swarm.RemoteManagers)}.`,
    })
  if (swarmRole(answers) === 'unable')
    return whole({
      code: 'engine-refused',
      reason: /leader/.test(swarm.Error) ? swarm.Error : `The manager cannot tell of its swarm: ${swarm.Error}.`,
      cost: 'Nodes, services, tasks, and overlays that nothing on this node uses are shown as they were last told.',
      advice:
        'Bring back managers until more than half of them run, or, if they are lost for good: docker swarm init --force-new-cluster on one.',
    })
  return [
    ...ofList(answers.swarm.nodes, 'Nodes'),
    ...ofList(answers.swarm.services, 'Services'),
    ...ofList(answers.swarm.tasks, 'Tasks'),
    ...ofList(answers.swarm.attachments, 'Containers on attachable overlays of other nodes'),
  ]
}

const managers = (remote: readonly { Addr: string }[]): string => {
  const addresses = remote.map(({ Addr }) => Addr).filter(Boolean)
  return addresses.length === 0 ? '' : ` (managers: ${addresses.sort().join(', ')})`
}

function ofList({ latest, held }: SwarmList<unknown>, what: string): SwarmGap[] {
  if (latest === null || latest.ok) return []
  const cost = `${what} are ${held.size > 0 ? 'shown as they were last told' : 'not shown'}.`
  return [{ ...pick(latest), cost, touches: [...held.keys()] }]
}

const pick = ({ source, code, reason }: Extract<Answer<null>, { ok: false }>) => ({ source, code, reason })
