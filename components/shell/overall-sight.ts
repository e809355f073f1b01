import type { HostStatus } from '../../lib/model/status.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { naturalOrder } from '../../lib/view/natural-order.ts'

export type OverallSight = { degree: HostStatus['sight']; reason: string | null }

/** How much of everything is seen: 4 only where an agent with the kernel in sight is heard on every node of the swarm that is not down. */
export function overallSight(
  { hosts, nodes }: Pick<Topology, 'hosts' | 'nodes'>,
  statuses: readonly HostStatus[],
): OverallSight | null {
  const worst = [...statuses].sort((a, b) => a.sight - b.sight)[0]
  if (!worst) return null
  const degree = worst.sight === 4 ? 3 : worst.sight
  if (worst.sight < 3) {
    const name = hosts.find(({ id }) => id === worst.hostId)?.name ?? worst.hostId
    return {
      degree,
      reason: hosts.length > 1 ? `${name}: ${worst.sightReason ?? 'its kernel is not read'}` : worst.sightReason,
    }
  }
  const stale = statuses.filter(({ heard }) => heard?.state === 'stale')
  if (nodes.length === 0) {
    const inSwarm = hosts.some(({ swarm }) => swarm.state === 'active')
    return { degree, reason: inSwarm ? 'No manager is heard, so it is not known which nodes there are.' : null }
  }
  const heard = new Set(statuses.filter((status) => !stale.includes(status)).map(({ hostId }) => hostId))
  const unseen = nodes
    .filter(({ state, hostId }) => state !== 'down' && (hostId === null || !heard.has(hostId)))
    .map(({ hostname }) => hostname)
    .sort(naturalOrder)
  if (unseen.length === 0) return { degree: 4, reason: null }
  return { degree, reason: `No agent is heard on ${unseen.length === 1 ? 'node' : 'nodes'} ${unseen.join(', ')}.` }
}
