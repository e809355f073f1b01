import { parseArgs } from 'node:util'
import type { PathQuestion, PathRefusal } from '../../analyse/path/question.ts'
import { pathQuestion, readPathQuery } from '../../view/path-query.ts'
import { type AgentEntry, parseAgentEntries } from '../agent-entries.js'

export const help = `Usage: npm run -s portolan -- path FROM TO [OPTIONS]

Whether a packet gets from FROM to TO and its answer back, and what stops it.

FROM  a container's name or id, service:NAME, host:NAME, or an address
TO    these, or a name as FROM would resolve it; with :PORT where one is meant

  --port N            the port at TO
  --protocol NAME     tcp (with a port), udp or icmp (without one)
  --size N            octets of the packet, its IP header included
  --probe             send a real packet too, and set it beside the prediction
  --json              the answer as GET /api/path gives it
  --recording FOLDER  ask a recording instead of this host
  --help              this text

Several hosts are asked by PORTOLAN_AGENTS and PORTOLAN_SECRET_FILE, as by npm start.
Exit status: 0 it is delivered, 1 it is not, 2 a bad question, 3 it is not known.`

export type PathOptions = {
  question: PathQuestion
  probe: boolean
  json: boolean
  recording: string | null
  agents: AgentEntry[]
  secretFile: string | null
}

export type ParsedPath =
  | { kind: 'asked'; options: PathOptions }
  | { kind: 'help' }
  /** Flags or settings that make no sense. */
  | { kind: 'misused'; reason: string }
  /** A question that makes none; `json`: how that is to be told. */
  | { kind: 'refused'; refusal: PathRefusal; json: boolean }

export function parsePathOptions(args: readonly string[], env: Record<string, string | undefined>): ParsedPath {
  const parsed = parseFlags(args)
  if (typeof parsed === 'string') return { kind: 'misused', reason: parsed }
  const { values, positionals } = parsed
  if (values.help) return { kind: 'help' }
  const [from = '', to = '', ...more] = positionals
  if (more[0] !== undefined)
    return { kind: 'misused', reason: `FROM and TO are all that is asked, not also "${more[0]}"` }
  const { port, protocol, size, recording = null } = values
  const given = Object.entries({ from, to, port, protocol, size }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  )
  const asked = pathQuestion(readPathQuery(new URLSearchParams(given)))
  const json = values.json ?? false
  if ('kind' in asked) return { kind: 'refused', json, refusal: asked }
  const agents = parseAgentEntries(recording ? 'local' : env.PORTOLAN_AGENTS || 'local')
  if (!agents.ok) return { kind: 'misused', reason: agents.reason }
  const secretFile = env.PORTOLAN_SECRET_FILE ?? null
  if (secretFile === null && agents.entries.some(({ kind }) => kind === 'network')) {
    const reason = 'agents over the network answer only to their secret: name its file by PORTOLAN_SECRET_FILE'
    return { kind: 'misused', reason }
  }
  const probe = values.probe ?? false
  const options = { question: asked, probe, json, recording, agents: agents.entries, secretFile }
  return { kind: 'asked', options }
}

function parseFlags(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        port: { type: 'string' },
        protocol: { type: 'string' },
        size: { type: 'string' },
        probe: { type: 'boolean' },
        json: { type: 'boolean' },
        recording: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
