import { z } from 'zod'
import type { HostId } from '../model/id.ts'
import type { LinkEnd } from './explain-failure.ts'
import { findStray } from './find-stray.ts'
import { AgentMessage, protocolVersion } from './protocol.ts'
import { reduceMessage } from './reduce-message.ts'
import { tellOfUnknown } from './tell-of-unknown.ts'

/** `message` is null where there is nothing in it for this program: it comes from an agent of another minor version. */
export type MessageRead = { ok: true; message: AgentMessage | null } | { ok: false; end: LinkEnd }

const Tagged = z.looseObject({ kind: z.string() })
const Greeting = z.object({ kind: z.literal('view'), protocol: z.string() })
const known = new Set<string>(AgentMessage.options.map(({ shape }) => shape.kind.value))

/**
 * Reads the lines of one agent's stream, the first of which says which protocol it speaks. Another major version is named before the rest is looked
 * at. Of another minor one, what this program does not know is left out; of the same one, anything unknown is wrong. Of any, what is told of another
 * host than the agent's own ends it.
 */
export function createMessageReader(): (line: string) => MessageRead {
  let protocol: string | null = null
  let hostId: HostId | null = null

  return (line) => {
    const json = parseJson(line)
    if (!json.ok) return json
    const greeting = Greeting.safeParse(json.value)
    if (greeting.success) {
      protocol = greeting.data.protocol.slice(0, 20)
      if (majorOf(protocol) !== majorOf(protocolVersion)) return refuse(protocol)
    }
    const message = AgentMessage.safeParse(json.value)
    if (message.success) return hear(message.data)
    const tagged = Tagged.safeParse(json.value)
    if (tagged.success && protocol !== null && protocol !== protocolVersion) return readOther(tagged.data, protocol)
    return fail(faultOf(message.error))
  }

  /** A view of no host, or of more than one, is handed on, since who listens says so; nothing that comes after it can be its host's. */
  function hear(message: AgentMessage): MessageRead {
    if (message.kind === 'view') {
      const { hosts } = message.view
      const before = hostId
      hostId = hosts.length === 1 ? (hosts[0]?.id ?? null) : null
      if (before !== null && before !== hostId) return fail(moved)
      const stray = hostId && findStray(hostId, message.view)
      return stray ? disbelieve(stray) : { ok: true, message }
    }
    if (message.kind === 'beat') {
      const stray = hostId && findStray(hostId, { statuses: [message.status] })
      return stray ? disbelieve(stray) : { ok: true, message }
    }
    const { put, gone, statuses } = message.change
    if (hostId && gone.hosts?.includes(hostId)) return fail(moved)
    const stray = findStray(hostId, { ...put, statuses })
    return stray ? disbelieve(stray) : { ok: true, message }
  }

  function readOther(told: z.infer<typeof Tagged>, spoken: string): MessageRead {
    if (!known.has(told.kind)) return nothing
    const { value, leftOut } = reduceMessage(told)
    const message = AgentMessage.safeParse(value)
    // What a beat tells is its status alone, and that it comes.
    if (!message.success) return told.kind === 'beat' ? nothing : fail(faultOf(message.error))
    const heard = hear(message.data)
    if (!heard.ok || leftOut === 0 || !hostId) return heard
    return { ok: true, message: tellOfUnknown(message.data, hostId, spoken) }
  }
}

const nothing = { ok: true as const, message: null }

const refuse = (spoken: string) => ({
  ok: false as const,
  end: {
    refused: true,
    reason: `the agent speaks protocol ${spoken}, this program ${protocolVersion}: start both from the same version`,
  },
})

/** As when an engine comes up on a machine that was known by its own name. */
const moved = 'the agent tells of another host now; asking for the whole view'

const disbelieve = (what: string) => ({
  ok: false as const,
  end: { refused: true, reason: `the agent tells of another host than its own (${what})` },
})

const fail = (reason: string) => ({ ok: false as const, end: { refused: false, reason } })

function faultOf(error: z.ZodError): string {
  const issue = error.issues[0]
  return `the agent sent a message of another form (${issue?.path.join('.') || 'message'}: ${issue?.message})`
}

function parseJson(line: string): { ok: true; value: unknown } | { ok: false; end: LinkEnd } {
  try {
    return { ok: true, value: JSON.parse(line) }
  } catch {
    return fail(`the agent sent a line that is not JSON (${line.length} characters)`)
  }
}

const majorOf = (version: string): string => version.split('.')[0] ?? ''
