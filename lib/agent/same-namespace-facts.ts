import type { NamespaceFacts } from '../collect/namespace-facts.ts'
import { sameFirewallTables, sameNeighbours } from '../model/same-network-facts.ts'
import { sameValue } from '../model/same-value.ts'

/** Whether two readings of one namespace tell the same, counters and neighbour ageing aside. */
export function sameNamespaceFacts(a: NamespaceFacts, b: NamespaceFacts): boolean {
  const { firewall: firewallOfA, neighbours: neighboursOfA, ...restOfA } = a
  const { firewall: firewallOfB, neighbours: neighboursOfB, ...restOfB } = b
  return (
    sameNeighbours(neighboursOfA, neighboursOfB) &&
    sameFirewallTables(firewallOfA, firewallOfB) &&
    sameValue(restOfA, restOfB)
  )
}
