import { parseArgs } from 'node:util'

export type AgentOptions = {
  socket: { path: string; mode: number; group: number | null }
  /** As DOCKER_HOST; null leaves it to the environment and `~/.docker`, as the docker CLI does. */
  dockerHost: string | null
  /** A file that leads to the host's own network namespace, for an agent in a container that is in another one. */
  hostNamespace: string | null
  /** A folder of recorded answers instead of a host. */
  recording: string | null
  /** End when standard input ends: the parent is gone. */
  followParent: boolean
}

export type ParsedOptions = { ok: true; options: AgentOptions } | { ok: false; reason: string }

/** The agent's flags, each with the environment variable that stands in for it. */
export function parseOptions(args: readonly string[], env: Record<string, string | undefined>): ParsedOptions {
  const flags = parseFlags(args)
  if (typeof flags === 'string') return { ok: false, reason: flags }
  const path = flags.socket ?? env.PORTOLAN_AGENT_SOCKET
  if (!path) return { ok: false, reason: 'which socket to serve on is not said: give --socket PATH' }
  if (!path.startsWith('/')) return { ok: false, reason: `--socket takes an absolute path, not "${path}"` }
  const modeText = flags['socket-mode'] ?? env.PORTOLAN_AGENT_SOCKET_MODE ?? '0660'
  if (!/^0?[0-7]{3}$/.test(modeText))
    return { ok: false, reason: `--socket-mode takes three octal digits, not "${modeText}"` }
  const groupText = flags['socket-group'] ?? env.PORTOLAN_AGENT_SOCKET_GROUP ?? null
  if (groupText !== null && !/^\d{1,10}$/.test(groupText))
    return { ok: false, reason: `--socket-group takes a group's number, not "${groupText}"` }
  const dockerHost = flags['docker-host'] ?? null
  const recording = flags.recording ?? null
  const hostNamespace = flags['host-namespace'] ?? env.PORTOLAN_AGENT_HOST_NAMESPACE ?? null
  if (hostNamespace !== null && !hostNamespace.startsWith('/'))
    return { ok: false, reason: `--host-namespace takes an absolute path, not "${hostNamespace}"` }
  if (dockerHost !== null && recording !== null)
    return { ok: false, reason: '--docker-host and --recording exclude each other: a recording asks no engine' }
  return {
    ok: true,
    options: {
      socket: { path, mode: Number.parseInt(modeText, 8), group: groupText === null ? null : Number(groupText) },
      dockerHost,
      hostNamespace,
      recording,
      followParent: flags['follow-parent'] ?? false,
    },
  }
}

function parseFlags(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        socket: { type: 'string' },
        'socket-group': { type: 'string' },
        'socket-mode': { type: 'string' },
        'docker-host': { type: 'string' },
        'host-namespace': { type: 'string' },
        recording: { type: 'string' },
        'follow-parent': { type: 'boolean' },
      },
    }).values
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
