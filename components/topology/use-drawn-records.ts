import { useState } from 'react'
import type { Topology } from '../../lib/model/topology.ts'

/** The kinds of records that a picture or a table is made from. */
const drawnKinds = [
  'hosts',
  'namespaces',
  'interfaces',
  'networks',
  'endpoints',
  'containers',
  'nodes',
  'services',
  'tasks',
] as const

/** The topology of before, for as long as a change touched nothing that is drawn: counters, gaps and ages come and go without it. */
export function useDrawnRecords(topology: Topology | null): Topology | null {
  const [kept, setKept] = useState(topology)
  if (kept === topology || (kept && topology && isDrawnAlike(kept, topology))) return kept
  setKept(topology)
  return topology
}

const isDrawnAlike = (a: Topology, b: Topology): boolean =>
  drawnKinds.every((kind) => a[kind] === b[kind]) && (a.statuses === b.statuses || heardText(a) === heardText(b))

/** Of a status only whether the agent is heard and its engine answers is drawn. */
const heardText = ({ statuses }: Topology): string =>
  statuses.map(({ hostId, heard, engine }) => `${hostId} ${heard?.state} ${engine.state}`).join()
