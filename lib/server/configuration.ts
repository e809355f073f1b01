import { readFileSync } from 'node:fs'
import ipaddr from 'ipaddr.js'
import { z } from 'zod'
import { readSharedSecret, type SharedSecret } from '../link/shared-secret.ts'
import { type AgentSource, readAgentSources, sourceAddress } from './agent-sources.ts'

/** All that the web process is told from outside, read once. */
export type Configuration = {
  /** Where the agents are asked. */
  agents: AgentSource[]
  /** What agents over the network want to be asked with; null where there are none. */
  secret: SharedSecret | null
  /** Where the keys of agents are kept; null keeps them in memory. */
  stateFolder: string | null
  /** The address to listen on. */
  host: string
  port: number
  /** Who asks must know it; null where only this machine can ask. */
  token: string | null
  /** Names besides loopback that a browser may call this server by. */
  hostNames: string[]
  /** End when standard input ends: the parent is gone. */
  followParent: boolean
}

export type ConfigurationRead = { ok: true; configuration: Configuration } | { ok: false; reason: string }

const shortestToken = 32
/** As much as a header and the sign-in take. */
const longestToken = 1024

const Environment = z.object({
  PORTOLAN_AGENTS: z.string().default(''),
  PORTOLAN_SECRET_FILE: z.string().min(1).optional(),
  PORTOLAN_STATE: z.string().startsWith('/', 'must be the absolute path of a folder').optional(),
  PORTOLAN_HOST: z.string().min(1).default('127.0.0.1'),
  PORTOLAN_PORT: z.coerce.number().int().min(1).max(65_535).default(4747),
  PORTOLAN_TOKEN_FILE: z.string().min(1).optional(),
  PORTOLAN_HOSTNAMES: z.string().default(''),
  PORTOLAN_FOLLOW_PARENT: z.enum(['0', '1']).default('0'),
})

/** The environment as a configuration, or one sentence that says why not. */
export function readConfiguration(environment: Record<string, string | undefined>): ConfigurationRead {
  const parsed = Environment.safeParse(environment)
  if (!parsed.success) return { ok: false, reason: explainIssue(parsed.error) }
  const { PORTOLAN_HOST, PORTOLAN_TOKEN_FILE, PORTOLAN_HOSTNAMES, ...rest } = parsed.data

  const agents = readAgentSources(rest.PORTOLAN_AGENTS)
  if (!agents.ok) return agents
  const secret = readSecret(agents.sources, rest.PORTOLAN_SECRET_FILE)
  if (!secret.ok) return secret
  const token = PORTOLAN_TOKEN_FILE ? readToken(PORTOLAN_TOKEN_FILE) : { ok: true as const, token: null }
  if (!token.ok) return token
  if (!isLoopback(PORTOLAN_HOST) && token.token === null) {
    return {
      ok: false,
      reason: `PORTOLAN_HOST is ${PORTOLAN_HOST}: on an address that others can reach Portolan wants a token. Write one to a file (openssl rand -hex 32) and name it by PORTOLAN_TOKEN_FILE.`,
    }
  }
  const hostNames = PORTOLAN_HOSTNAMES.split(',').flatMap((name) => name.trim().toLowerCase() || [])
  return {
    ok: true,
    configuration: {
      agents: agents.sources,
      secret: secret.secret,
      stateFolder: rest.PORTOLAN_STATE ?? null,
      host: PORTOLAN_HOST,
      port: rest.PORTOLAN_PORT,
      token: token.token,
      hostNames,
      followParent: rest.PORTOLAN_FOLLOW_PARENT === '1',
    },
  }
}

function readSecret(
  sources: readonly AgentSource[],
  file: string | undefined,
): { ok: true; secret: SharedSecret | null } | { ok: false; reason: string } {
  const remote = sources.find(({ kind }) => kind !== 'socket')
  if (!remote) return { ok: true, secret: null }
  if (!file) {
    return {
      ok: false,
      reason: `PORTOLAN_AGENTS names ${sourceAddress(remote)}: an agent over the network is asked with the secret that it shares. Name its file by PORTOLAN_SECRET_FILE.`,
    }
  }
  const read = readSharedSecret(file)
  return read.ok ? read : { ok: false, reason: `PORTOLAN_SECRET_FILE: ${read.reason}.` }
}

function readToken(file: string): { ok: true; token: string } | { ok: false; reason: string } {
  let text: string
  try {
    text = readFileSync(file, 'utf8').trim()
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { ok: false, reason: `PORTOLAN_TOKEN_FILE cannot be read: ${why}.` }
  }
  if (!/^[\x21-\x7e]*$/.test(text) || text.length > longestToken) {
    return {
      ok: false,
      reason: `The token in PORTOLAN_TOKEN_FILE must be one word of ASCII letters, digits and signs, of ${longestToken} characters at most. Make one with: openssl rand -hex 32`,
    }
  }
  if (text.length >= shortestToken) return { ok: true, token: text }
  return {
    ok: false,
    reason: `The token in PORTOLAN_TOKEN_FILE has ${text.length} characters; it must have at least ${shortestToken}. Make one with: openssl rand -hex 32`,
  }
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || (ipaddr.isValid(host) && ipaddr.parse(host).range() === 'loopback')

function explainIssue(error: z.ZodError): string {
  const issue = error.issues[0]
  return `${issue?.path.join('.') ?? 'The environment'} is not usable: ${issue?.message ?? error.message}.`
}
