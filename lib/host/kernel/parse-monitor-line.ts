import type { KernelHandlers } from '../host-source.ts'

export type ChangeKind = Parameters<KernelHandlers['onChange']>[0]['kind']

/** What one line of `ip monitor label all-nsid` says: `[nsid 5][ROUTE]Deleted 203.0.113.77 dev br0`. Names of interfaces in it are wrong for other namespaces. */
export type MonitorLine = { nsid: number | null; kind: ChangeKind; isDeleted: boolean; text: string }

const kinds: Record<string, ChangeKind> = {
  LINK: 'link',
  ADDR: 'address',
  ROUTE: 'route',
  NEXTHOP: 'route',
  RULE: 'rule',
  NEIGH: 'neighbour',
  NETCONF: 'netconf',
  NSID: 'namespace',
}

/** Null for the second lines of links and addresses, and for what changes no picture. `nsid` is null for the monitor's own namespace. */
export function parseMonitorLine(line: string): MonitorLine | null {
  const match = /^\[nsid (\d+|current)\]\s*\[(\w+)\]\s*(Deleted )?(.*)$/.exec(line)
  if (match === null) return null
  const [, nsid = 'current', label = '', deleted, text = ''] = match
  const kind = kinds[label]
  if (kind === undefined) return null
  return { nsid: nsid === 'current' ? null : Number(nsid), kind, isDeleted: deleted !== undefined, text: text.trim() }
}
