// @ts-check
import { parseArgs } from 'node:util'
import { parseAgentEntries } from './agent-entries.js'

export const help = `Usage: npm start -- [OPTIONS]

Shows this host's Docker networks at http://127.0.0.1:4747, live.

  --demo              show a recording instead of this host
  --recording FOLDER  show the recording in FOLDER (made by: npm run record)
  --port PORT         listen on another port (PORTOLAN_PORT)
  --host ADDRESS      listen on another address (PORTOLAN_HOST); needs PORTOLAN_TOKEN_FILE
  --web-as-root       as root: let the web process keep root's rights where it cannot be parted from them
  --help              this text

Which engine is asked is said by DOCKER_HOST, DOCKER_CONTEXT and ~/.docker, as for the docker command.

Several hosts become one picture: PORTOLAN_AGENTS=local,context:prod,host2:4748
  local         this host (what is shown where nothing is said)
  context:NAME  the engine of a docker context, by its API alone
  HOST:PORT     an agent there, begun by: npm run agent -- --listen HOST:PORT --secret-file FILE
PORTOLAN_SECRET_FILE names the same secret here; PORTOLAN_STATE a folder for the agents' keys.`

/**
 * @typedef {object} StartOptions
 * @property {boolean} help
 * @property {string | null} recording a folder, relative to the checkout for the demo
 * @property {boolean} demo
 * @property {number} port
 * @property {string} host
 * @property {boolean} webAsRoot
 * @property {import('./agent-entries.js').AgentEntry[]} agents
 */

/**
 * @param {string[]} args
 * @param {Record<string, string | undefined>} env
 * @returns {{ ok: true, options: StartOptions } | { ok: false, reason: string }}
 */
export function parseStartOptions(args, env) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        demo: { type: 'boolean', default: false },
        recording: { type: 'string' },
        port: { type: 'string', default: env.PORTOLAN_PORT ?? '4747' },
        host: { type: 'string', default: env.PORTOLAN_HOST ?? '127.0.0.1' },
        'web-as-root': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : 0
    if (port < 1 || port > 65_535)
      return { ok: false, reason: `--port takes a number from 1 to 65535, not "${values.port}"` }
    if (values.demo && values.recording) return { ok: false, reason: '--demo and --recording exclude each other' }
    const { demo, host, recording = null, help } = values
    // A recording is shown instead of every host, not among them.
    const agents = parseAgentEntries(demo || recording ? 'local' : env.PORTOLAN_AGENTS || 'local')
    if (!agents.ok) return agents
    if (agents.entries.some(({ kind }) => kind === 'network') && !env.PORTOLAN_SECRET_FILE) {
      return {
        ok: false,
        reason: 'agents over the network answer only to their secret: name its file by PORTOLAN_SECRET_FILE',
      }
    }
    const webAsRoot = values['web-as-root']
    return { ok: true, options: { demo, recording, port, host, webAsRoot, help, agents: agents.entries } }
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) }
  }
}
