import { formatAddress } from '../link/agent-address.ts'

/** Where agents are asked, as `PORTOLAN_AGENTS` names them. */
export type AgentSource =
  | { kind: 'socket'; label: string; path: string }
  | { kind: 'network'; host: string; port: number }
  /** A name with an address for each member, which come and go: `tasks.NAME` of a swarm's service. */
  | { kind: 'members'; name: string; port: number }

export type SourcesRead = { ok: true; sources: AgentSource[] } | { ok: false; reason: string }

const forms = 'unix:/PATH (or local=unix:/PATH, context:NAME=unix:/PATH), HOST:PORT and tasks.NAME:PORT'

/** A comma list of agents, or what of it is none. */
export function readAgentSources(text: string): SourcesRead {
  const entries = text.split(',').flatMap((entry) => entry.trim() || [])
  if (entries.length === 0) return { ok: false, reason: `PORTOLAN_AGENTS must name an agent: ${forms}.` }
  const sources: AgentSource[] = []
  const seen = new Set<string>()
  for (const entry of entries) {
    const source = readSource(entry)
    if (!source) {
      const shown = JSON.stringify(entry.slice(0, 100))
      return { ok: false, reason: `PORTOLAN_AGENTS holds ${shown}, which is none of ${forms}.` }
    }
    const address = sourceAddress(source)
    if (seen.has(address)) return { ok: false, reason: `PORTOLAN_AGENTS names ${address} twice.` }
    seen.add(address)
    sources.push(source)
  }
  return { ok: true, sources }
}

function readSource(entry: string): AgentSource | null {
  const socket = /^(?:(local|context:[^=]+)=)?unix:(\/.+)$/.exec(entry)
  if (socket?.[2]) return { kind: 'socket', label: socket[1] ?? `unix:${socket[2]}`, path: socket[2] }
  const network = /^(?:\[([0-9a-fA-F:.]+(?:%[\w.-]+)?)\]|([\w.-]+)):(\d{1,5})$/.exec(entry)
  const host = network?.[1] ?? network?.[2]
  const port = Number(network?.[3])
  if (!host || port < 1 || port > 65_535) return null
  return host.startsWith('tasks.') ? { kind: 'members', name: host, port } : { kind: 'network', host, port }
}

/** What a person calls the source by. */
export function sourceAddress(source: AgentSource): string {
  switch (source.kind) {
    case 'socket':
      return source.label
    case 'network':
      return formatAddress(source)
    case 'members':
      return `${source.name}:${source.port}`
    default:
      return source satisfies never
  }
}
