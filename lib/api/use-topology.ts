import { useSyncExternalStore } from 'react'
import type { HostStatus } from '../model/status.ts'
import type { Topology } from '../model/topology.ts'
import { buildId } from './build-id.ts'
import type { AgentState, LinkState } from './contract.ts'
import { firstFeedState } from './feed-state.ts'
import { createTopologyFeed, type TopologyFeed } from './topology-feed.ts'

export type TopologyNow = {
  /** Null until the first whole picture has come. */
  topology: Topology | null
  /** `lost` once something has been silent for longer than a hiccup: `since` when, and `detail` says what and what to do. */
  link: LinkState
  statuses: HostStatus[]
  /** The agents that the server listens to, or would. */
  agents: AgentState[]
  /** The server was built anew: the page should ask for a reload. */
  outdated: boolean
}

let feed: TopologyFeed | null = null

/** The one feed of this page. In the browser only. */
export function theTopologyFeed(): TopologyFeed {
  feed ??= createTopologyFeed(buildId, signIn)
  return feed
}

function signIn(): void {
  const here = window.location.pathname + window.location.search
  window.location.assign(`/login?next=${encodeURIComponent(here)}`)
}

const subscribe = (listener: () => void) => theTopologyFeed().subscribe(listener)
const snapshot = () => theTopologyFeed().snapshot()
const serverSnapshot = () => firstFeedState

/** The live topology. A client component that uses it keeps the stream open. */
export function useTopology(): TopologyNow {
  const { topology, link, statuses, agents, serverBuild } = useSyncExternalStore(subscribe, snapshot, serverSnapshot)
  return { topology, link, statuses, agents, outdated: serverBuild !== null && serverBuild !== buildId }
}
