import type { AgentState, LinkState } from '../../lib/api/contract.ts'
import type { Contradiction } from '../../lib/model/contradiction.ts'
import type { Gap } from '../../lib/model/gap.ts'
import type { HostStatus } from '../../lib/model/status.ts'
import type { Topology } from '../../lib/model/topology.ts'

/** What stands where the picture would, or lies over it. */
export type PageState =
  | { kind: 'loading' }
  | { kind: 'failed'; link: LinkState; agents: AgentState[] }
  | { kind: 'no-engine'; statuses: HostStatus[]; gap: Gap | null }
  | { kind: 'no-containers' }
  | { kind: 'ready' }

/** What is to be known about a picture that is there. */
export type PageNotice =
  | { kind: 'recorded'; name: string | null; recordedAt: number | null }
  | { kind: 'lost'; link: LinkState }
  /** One host's agent is no longer heard; the others go on. */
  | { kind: 'stale'; hostId: HostStatus['hostId']; heard: NonNullable<HostStatus['heard']> }
  | { kind: 'refused'; agent: AgentState }
  /** An agent that does not answer and whose host is not known. */
  | { kind: 'unheard'; agent: AgentState }
  | { kind: 'silent'; status: HostStatus }
  | { kind: 'partial'; status: HostStatus; gaps: Gap[] }
  | { kind: 'contradiction'; contradiction: Contradiction }
  | { kind: 'outdated' }

type Now = {
  topology: Topology | null
  link: LinkState
  statuses: HostStatus[]
  agents: AgentState[]
  outdated: boolean
}

export function pageState({ topology, link, statuses, agents }: Now): PageState {
  const nothing = topology === null || topology.hosts.length === 0
  const nobody = agents.length > 0 && agents.every(({ state }) => state === 'lost' || state === 'refused')
  if (nothing && (link.state === 'lost' || nobody)) return { kind: 'failed', link, agents }
  if (nothing) return { kind: 'loading' }
  if (topology.containers.length > 0) return { kind: 'ready' }
  // An engine may send events and still be of no use: one that is too old does.
  const gap = topology.gaps.find((one) => one.touches.length === 0 && one.source.startsWith('GET /')) ?? null
  if (gap !== null || (statuses.length > 0 && statuses.every(({ engine }) => engine.state === 'absent')))
    return { kind: 'no-engine', statuses, gap }
  return { kind: 'no-containers' }
}

export function pageNotices({ topology, link, statuses, agents, outdated }: Now): PageNotice[] {
  if (topology === null || topology.hosts.length === 0) return []
  const notices: PageNotice[] = []
  if (outdated) notices.push({ kind: 'outdated' })
  if (link.state === 'lost') notices.push({ kind: 'lost', link })
  const recorded = statuses.find(({ engine }) => engine.state === 'recorded')
  if (recorded) notices.push({ kind: 'recorded', name: recorded.recordingName, recordedAt: recorded.recordedAt })
  const known = new Set(topology.hosts.map(({ id }) => id))
  // Where no agent is heard at all, the reasons of each are in the one sentence on the link.
  const isAllLost = link.state === 'lost'
  for (const agent of isAllLost ? [] : agents) {
    if (agent.state === 'refused') notices.push({ kind: 'refused', agent })
    const isUnheard = agent.state === 'lost' && (agent.hostId === null || !known.has(agent.hostId))
    if (isUnheard) notices.push({ kind: 'unheard', agent })
  }
  for (const status of statuses) {
    const { heard } = status
    if (heard?.state === 'stale') {
      // What its engine and kernel did last says nothing of now.
      if (!isAllLost) notices.push({ kind: 'stale', hostId: status.hostId, heard })
      continue
    }
    if (status.engine.state === 'silent') notices.push({ kind: 'silent', status })
    const gaps = topology.gaps.filter((gap) => gap.hostId === status.hostId)
    const limited = status.kernel.state === 'partial' || status.kernel.state === 'none'
    if (limited || gaps.some((gap) => gap.touches.length === 0 && rightsCodes.has(gap.code)))
      notices.push({ kind: 'partial', status, gaps })
  }
  for (const contradiction of topology.contradictions) notices.push({ kind: 'contradiction', contradiction })
  return notices
}

const rightsCodes: ReadonlySet<Gap['code']> = new Set([
  'no-right',
  'tool-missing',
  'engine-refused',
  'engine-too-old',
  'bad-answer',
])
