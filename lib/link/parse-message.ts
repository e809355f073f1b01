import { z } from 'zod'
import type { LinkEnd } from './explain-failure.ts'
import { AgentMessage, protocolVersion } from './protocol.ts'

export type ParsedMessage = { ok: true; message: AgentMessage } | { ok: false; end: LinkEnd }

const Greeting = z.object({ kind: z.literal('view'), protocol: z.string() })

/** One line of an agent's stream as a message, or why it is none. A protocol of another major version is named before the rest is looked at. */
export function parseMessage(line: string): ParsedMessage {
  const json = parseJson(line)
  if (!json.ok) return json
  const greeting = Greeting.safeParse(json.value)
  if (greeting.success && major(greeting.data.protocol) !== major(protocolVersion)) {
    return {
      ok: false,
      end: {
        refused: true,
        reason: `the agent speaks protocol ${greeting.data.protocol.slice(0, 20)}, this program ${protocolVersion}: start both from the same version`,
      },
    }
  }
  const message = AgentMessage.safeParse(json.value)
  if (message.success) return { ok: true, message: message.data }
  const issue = message.error.issues[0]
  return fail(`the agent sent a message of another form (${issue?.path.join('.') || 'message'}: ${issue?.message})`)
}

const fail = (reason: string) => ({ ok: false as const, end: { refused: false, reason } })

function parseJson(line: string): { ok: true; value: unknown } | { ok: false; end: LinkEnd } {
  try {
    return { ok: true, value: JSON.parse(line) }
  } catch {
    return fail(`the agent sent a line that is not JSON (${line.length} characters)`)
  }
}

const major = (version: string): string => version.split('.')[0] ?? ''
