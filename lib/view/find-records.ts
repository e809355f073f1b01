import type { Topology } from '../model/topology.ts'
import { shortName } from './container-words.ts'
import { inertText } from './inert-text.ts'
import { type Lookup, lookUp } from './lookup.ts'
import { matchFields, searchWords } from './match-words.ts'
import { naturalOrder } from './natural-order.ts'
import { nodeRole } from './node-words.ts'
import {
  containerFields,
  hostFields,
  hostPortFields,
  interfaceFields,
  networkFields,
  nodeFields,
  type SearchField,
  serviceFields,
  taskFields,
} from './search-fields.ts'
import { runningText } from './service-words.ts'
import { taskName, taskSubject } from './swarm-tables.ts'

export type FoundRecord = {
  kind: 'container' | 'network' | 'service' | 'host' | 'node' | 'task' | 'interface'
  id: string
  /** What a selection names: `container:ID`, ... */
  subject: string
  title: string
  /** Where it is: host, project. */
  detail: string
  where: SearchField['where']
  /** The very text that matched. */
  matched: string
}

type Ranked = FoundRecord & { score: number }

const kindOrder: readonly FoundRecord['kind'][] = [
  'service',
  'container',
  'network',
  'host',
  'node',
  'task',
  'interface',
]

/** Records that hold every word, the best first: a whole name or address, then a beginning, then a part, then a subnet around an address. */
export function findRecords(topology: Topology, words: string, limit = 50): FoundRecord[] {
  const wanted = searchWords(words)
  if (wanted.length === 0) return []
  const lookup = lookUp(topology)
  const found: Ranked[] = []
  const consider = (fields: SearchField[], record: Omit<FoundRecord, 'where' | 'matched'>): void => {
    const match = matchFields(fields, wanted)
    if (match)
      found.push({ ...record, where: match.best.where, matched: inertText(match.best.text), score: match.score })
  }
  for (const one of topology.containers) {
    const detail = [hostName(lookup, one.hostId), one.project ?? ''].filter((text) => text !== '').join(' · ')
    consider(containerFields(one, lookup), record('container', one.id, shortName(one.name), inertText(detail)))
  }
  for (const one of topology.networks) {
    consider(
      networkFields(one),
      record(
        'network',
        one.id,
        inertText(one.name),
        inertText([one.driver, ...one.subnets.map((s) => s.subnet)].join(' · ')),
      ),
    )
  }
  for (const one of topology.hosts)
    consider(
      [...hostFields(one, lookup), ...hostPortFields(one, lookup)],
      record('host', one.id, inertText(one.name), ''),
    )
  for (const one of topology.services) {
    const detail = [one.stack ?? '', `${runningText(one, topology.tasks)} running`].filter((text) => text !== '')
    consider(serviceFields(one), record('service', one.id, inertText(one.name), inertText(detail.join(' · '))))
  }
  for (const one of topology.nodes) {
    const detail = [nodeRole(one), one.state, one.address ?? ''].filter((text) => text !== '').join(' · ')
    consider(nodeFields(one), record('node', one.id, inertText(one.hostname), inertText(detail)))
  }
  for (const one of topology.tasks) {
    // The others are found as their containers.
    if (one.containerId !== null && lookup.container.has(one.containerId)) continue
    const node = topology.nodes.find(({ id }) => id === one.nodeId)?.hostname ?? ''
    const detail = [one.state, node, one.error ?? ''].filter((text) => text !== '').join(' · ')
    consider(taskFields(one), {
      ...record('task', one.id, inertText(taskName(one, node)), inertText(detail)),
      subject: taskSubject(one, false),
    })
  }
  for (const one of topology.interfaces) {
    if (one.type.kind === 'loopback') continue
    const container = lookup.namespace.get(one.namespaceId)?.owners[0]
    const owner = container === undefined ? '' : (lookup.container.get(container)?.name ?? '')
    const detail = [owner, hostName(lookup, one.hostId)].filter((text) => text !== '').join(' · ')
    consider(interfaceFields(one), record('interface', one.id, inertText(one.name), inertText(detail)))
  }
  return found
    .sort(byRank)
    .slice(0, limit)
    .map(({ score: _, ...rest }) => rest)
}

const hostName = (lookup: Lookup, id: Topology['hosts'][number]['id']): string => lookup.host.get(id)?.name ?? ''

const record = (kind: FoundRecord['kind'], id: string, title: string, detail: string) => ({
  kind,
  id,
  subject: `${kind}:${id}`,
  title,
  detail,
})

const byRank = (a: Ranked, b: Ranked): number =>
  b.score - a.score ||
  kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind) ||
  naturalOrder(a.title, b.title) ||
  (a.id < b.id ? -1 : 1)
