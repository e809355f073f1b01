import { applyChange } from '../model/apply-change.ts'
import type { HostStatus } from '../model/status.ts'
import type { Topology } from '../model/topology.ts'
import type { AgentState, LinkState, StreamEvent } from './contract.ts'

/** What the stream has told so far: all that the page draws. */
export type FeedState = {
  /** Null until the first whole picture. */
  topology: Topology | null
  /** Whether what is drawn is still being told anew, or since when not and why. */
  link: LinkState
  /** How fresh each host's view is; younger than `topology.statuses` between two changes. */
  statuses: HostStatus[]
  /** The agents that the server listens to, or would. */
  agents: AgentState[]
  /** Which build the server is; null until it said so. */
  serverBuild: string | null
}

export const firstFeedState: FeedState = {
  topology: null,
  link: { state: 'connecting', since: 0, detail: 'Waiting for the first picture.' },
  statuses: [],
  agents: [],
  serverBuild: null,
}

/** The state after one event. A change before the first whole picture has nothing to apply to. */
export function reduceFeed(state: FeedState, event: StreamEvent): FeedState {
  switch (event.kind) {
    case 'topology':
      return {
        topology: event.topology,
        link: event.link,
        statuses: event.topology.statuses,
        agents: event.agents,
        serverBuild: event.build,
      }
    case 'change': {
      if (!state.topology) return state
      const topology = applyChange({ ...state.topology, statuses: state.statuses }, event.change)
      return { ...state, topology, statuses: topology.statuses }
    }
    case 'beat':
      return { ...state, link: event.link, statuses: event.statuses, agents: event.agents }
    default:
      return event satisfies never
  }
}
