import { parseArgs } from 'node:util'
import type { SocketPlan } from './open-socket.ts'
import { type ListenPlan, parseListen } from './parse-listen.ts'

export type AgentOptions = {
  /** Where it serves: on a socket, over the network, or both. */
  socket: SocketPlan | null
  network: ListenPlan | null
  /** As DOCKER_HOST; null leaves it to the environment and `~/.docker`, as the docker CLI does. */
  dockerHost: string | null
  /** A file that leads to the host's own network namespace, for an agent in a container that is in another one. */
  hostNamespace: string | null
  /** A folder of recorded answers instead of a host. */
  recording: string | null
  /** Whether it sends real packets when it is asked to. */
  probes: 'on' | 'off'
  /** Serve only when all was read. */
  whole: boolean
  /** End when standard input ends: the parent is gone. */
  followParent: boolean
}

export type ParsedOptions = { ok: true; options: AgentOptions } | { ok: false; reason: string }

/** The agent's flags, each with the environment variable that stands in for it. */
export function parseOptions(args: readonly string[], env: Record<string, string | undefined>): ParsedOptions {
  const flags = parseFlags(args)
  if (typeof flags === 'string') return { ok: false, reason: flags }
  const socket = parseSocket(flags, env)
  if (!socket.ok) return socket
  const network = parseListen({
    address: flags.listen ?? env.PORTOLAN_AGENT_LISTEN,
    secretFile: flags['secret-file'] ?? env.PORTOLAN_SECRET_FILE,
    stateFolder: flags['state-dir'] ?? env.PORTOLAN_AGENT_STATE,
  })
  if (!network.ok) return network
  if (!socket.plan && !network.plan)
    return { ok: false, reason: 'where to serve is not said: give --socket PATH, --listen HOST:PORT, or both' }
  const dockerHost = flags['docker-host'] ?? null
  const recording = flags.recording ?? null
  const probes = flags.probe ?? env.PORTOLAN_PROBE ?? 'on'
  if (probes !== 'on' && probes !== 'off')
    return { ok: false, reason: `--probe takes on or off, not "${probes}" (PORTOLAN_PROBE)` }
  const hostNamespace = flags['host-namespace'] ?? env.PORTOLAN_AGENT_HOST_NAMESPACE ?? null
  if (hostNamespace !== null && !hostNamespace.startsWith('/'))
    return { ok: false, reason: `--host-namespace takes an absolute path, not "${hostNamespace}"` }
  if (dockerHost !== null && recording !== null)
    return { ok: false, reason: '--docker-host and --recording exclude each other: a recording asks no engine' }
  return {
    ok: true,
    options: {
      socket: socket.plan,
      network: network.plan,
      dockerHost,
      hostNamespace,
      recording,
      probes,
      whole: flags.whole ?? false,
      followParent: flags['follow-parent'] ?? false,
    },
  }
}

type Flags = Exclude<ReturnType<typeof parseFlags>, string>

function parseSocket(
  flags: Flags,
  env: Record<string, string | undefined>,
): { ok: true; plan: SocketPlan | null } | { ok: false; reason: string } {
  const path = flags.socket ?? env.PORTOLAN_AGENT_SOCKET
  if (!path) return { ok: true, plan: null }
  if (!path.startsWith('/')) return { ok: false, reason: `--socket takes an absolute path, not "${path}"` }
  const mode = flags['socket-mode'] ?? env.PORTOLAN_AGENT_SOCKET_MODE ?? '0660'
  if (!/^0?[0-7]{3}$/.test(mode)) return { ok: false, reason: `--socket-mode takes three octal digits, not "${mode}"` }
  const group = flags['socket-group'] ?? env.PORTOLAN_AGENT_SOCKET_GROUP ?? null
  if (group !== null && !/^\d{1,10}$/.test(group))
    return { ok: false, reason: `--socket-group takes a group's number, not "${group}"` }
  return { ok: true, plan: { path, mode: Number.parseInt(mode, 8), group: group === null ? null : Number(group) } }
}

function parseFlags(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        socket: { type: 'string' },
        'socket-group': { type: 'string' },
        'socket-mode': { type: 'string' },
        listen: { type: 'string' },
        'secret-file': { type: 'string' },
        'state-dir': { type: 'string' },
        'docker-host': { type: 'string' },
        'host-namespace': { type: 'string' },
        probe: { type: 'string' },
        recording: { type: 'string' },
        whole: { type: 'boolean' },
        'follow-parent': { type: 'boolean' },
      },
    }).values
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
