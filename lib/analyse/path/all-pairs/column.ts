import type { Topology } from '../../../model/topology.ts'
import type { Classes } from './classes.ts'
import { type Company, companyOf, isSameCompany } from './company.ts'
import type { End } from './ground.ts'
import { type OpenPort, openPortsOf } from './open-ports.ts'
import { relationOf } from './relation.ts'

/** An open port of an end, as packets find it. */
export type Column = {
  to: End
  port: OpenPort
  company: Company
  /** All that a packet to it can tell of where it goes. */
  target: string
  /** Whether a tie is on it: each of its pairs is asked for by itself. */
  isTied: boolean
  /** Whether its company is the one of before, and whether it is in all what it was before. */
  hasCompany: boolean
  isSteady: boolean
}

type Before = { columns: readonly Column[]; hasRelations: boolean }

/** The columns of all ends, in order. Of those before, the ones stay whose ends are what they were. */
export function columnsOf(topology: Topology, classes: Classes, before: Before | null): Column[] {
  const { changed } = classes
  const { tied } = classes.rules.ties
  const columns: Column[] = []
  for (const to of classes.still.ground.ends)
    for (const port of openPortsOf(to)) {
      const company = companyOf(topology, classes, to, port)
      const old = before?.columns[columns.length]
      const known = old && isSameCompany(old.company, company) ? old : undefined
      const isSteady =
        known !== undefined &&
        before?.hasRelations === true &&
        changed?.has(to) === false &&
        !company.ends.some((end) => changed.has(end))
      columns.push({
        ...{ to, port, company, isSteady, hasCompany: known !== undefined },
        isTied: isSteady ? known.isTied : tied.has(to) || company.ends.some((end) => tied.has(end)),
        target: isSteady ? known.target : targetOf(classes, to, port, company),
      })
    }
  return columns
}

function targetOf(classes: Classes, to: End, { protocol, port }: OpenPort, { ports, ends, hidden }: Company): string {
  const others = ends.map(
    (end) => `${classes.classAt(end, ports, true, hidden)} ${relationOf(to, end, classes.ordered)}`,
  )
  return [protocol, hidden === undefined ? port : '§', classes.classAt(to, ports, true, hidden), ...others].join(' ')
}
