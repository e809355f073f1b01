import { useState } from 'react'
import type { Topology } from '../../lib/model/topology.ts'

/** The kinds of records that a picture or a table is made from. */
const drawnKinds = ['hosts', 'namespaces', 'interfaces', 'networks', 'endpoints', 'containers'] as const

/** The topology of before, for as long as a change touched nothing that is drawn: counters, gaps and ages come and go without it. */
export function useDrawnRecords(topology: Topology | null): Topology | null {
  const [kept, setKept] = useState(topology)
  if (kept === topology || (kept && topology && drawnKinds.every((kind) => kept[kind] === topology[kind]))) return kept
  setKept(topology)
  return topology
}
