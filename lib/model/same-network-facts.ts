import type { FirewallTable } from './firewall.ts'
import type { Neighbour } from './namespace.ts'
import { sameValue } from './same-value.ts'

const counters = new Set(['packets', 'bytes', 'policyPackets', 'policyBytes'])
const ages = new Set(['REACHABLE', 'STALE', 'DELAY', 'PROBE'])

/** Equal apart from the counters, which run all the time. */
export const sameFirewallTables = (a: readonly FirewallTable[], b: readonly FirewallTable[]): boolean =>
  sameValue(a, b, (field) => (counters.has(field) ? true : undefined))

/** Equal apart from ageing: an entry that can be used is the same entry whether it is fresh, stale or being asked again. */
export const sameNeighbours = (a: readonly Neighbour[], b: readonly Neighbour[]): boolean =>
  a === b || (a.length === b.length && sameValue(withoutAges(a), withoutAges(b)))

export const withoutAges = (neighbours: readonly Neighbour[]): Neighbour[] =>
  neighbours.map((entry) => ({ ...entry, state: entry.state.map((state) => (ages.has(state) ? 'usable' : state)) }))

export const withoutCounters = (tables: readonly FirewallTable[]): FirewallTable[] =>
  tables.map((table) => ({
    ...table,
    chains: table.chains.map((chain) => ({
      ...chain,
      policyPackets: null,
      policyBytes: null,
      rules: chain.rules.map((rule) => ({ ...rule, packets: null, bytes: null })),
    })),
  }))
