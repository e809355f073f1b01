// @ts-check
import { join } from 'node:path'
import { startOwn } from './own-process.js'

/** What the docker command heeds, the agent heeds too, and whether it may send packets; nothing else of the environment is its business. */
const heeded = /^(PATH|HOME|TZ|XDG_RUNTIME_DIR|SSH_AUTH_SOCK|PORTOLAN_PROBE|DOCKER_[A-Z_]+)$/

/**
 * The agent runs beside what it looks at, so it keeps small: young objects in less room, and few arenas for its threads.
 * @param {string} root
 */
export const agentCommand = (root) => [process.execPath, '--max-semi-space-size=4', join(root, 'dist/agent.js')]
export const agentEnvironment = /** @type {const} */ ({ NODE_ENV: 'production', MALLOC_ARENA_MAX: '2' })

/**
 * The agent's first line: it serves, or why it does not.
 * @typedef {{ ready: true, engine: string, sight: number, hostName: string, detail: string }} ReadyLine
 * @typedef {ReadyLine | { ready: false, reason: string }} FirstLine
 */

/**
 * Starts the agent and waits until it serves.
 * @param {object} what
 * @param {string} what.root
 * @param {string} what.socket
 * @param {number | null} what.socketGroup
 * @param {string | null} what.recording
 * @param {string | null} what.context the docker context whose engine it asks; null for the one that the docker command would
 * @param {boolean} [what.whole] it serves only when it has read all
 * @param {(line: string) => void} what.onError
 * @returns {Promise<{ ok: true, agent: import('./own-process.js').OwnProcess, first: ReadyLine } | { ok: false, reason: string }>}
 */
export async function startAgent({ root, socket, socketGroup, recording, context, whole, onError }) {
  /** @type {(line: FirstLine) => void} */
  let tell = () => {}
  /** @type {Promise<FirstLine>} */
  const told = new Promise((resolve) => {
    tell = resolve
  })
  const agent = startOwn({
    name: 'The agent',
    argv: [
      ...agentCommand(root),
      ...['--socket', socket, '--follow-parent'],
      ...(whole ? ['--whole'] : []),
      ...(socketGroup === null ? ['--socket-mode', '0600'] : ['--socket-group', String(socketGroup)]),
      ...(recording === null ? [] : ['--recording', recording]),
    ],
    env: { ...environmentFor(context), ...agentEnvironment },
    cwd: root,
    onLine: (line) => tell(JSON.parse(line)),
    onError,
  })
  const first = await Promise.race([
    told,
    agent.ended.then((reason) => /** @type {const} */ ({ ready: false, reason })),
  ])
  if (first.ready) {
    agent.settle()
    return { ok: true, agent, first }
  }
  await agent.end()
  return { ok: false, reason: first.reason }
}

/** DOCKER_HOST goes before DOCKER_CONTEXT, so it is left out where a context is named. @param {string | null} context */
function environmentFor(context) {
  /** @type {Record<string, string>} */
  const picked = {}
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && heeded.test(name)) picked[name] = value
  }
  if (context === null) return picked
  const { DOCKER_HOST: _host, ...others } = picked
  return { ...others, DOCKER_CONTEXT: context }
}
