// @ts-check
import { parseArgs } from 'node:util'

export const help = `Usage: npm start -- [OPTIONS]

Shows this host's Docker networks at http://127.0.0.1:4747, live.

  --demo              show a recording instead of this host
  --recording FOLDER  show the recording in FOLDER (made by: npm run record)
  --port PORT         listen on another port (PORTOLAN_PORT)
  --host ADDRESS      listen on another address (PORTOLAN_HOST); needs PORTOLAN_TOKEN_FILE
  --web-as-root       as root: let the web process keep root's rights where it cannot be parted from them
  --help              this text

Which engine is asked is said by DOCKER_HOST, DOCKER_CONTEXT and ~/.docker, as for the docker command.`

/**
 * @typedef {object} StartOptions
 * @property {boolean} help
 * @property {string | null} recording a folder, relative to the checkout for the demo
 * @property {boolean} demo
 * @property {number} port
 * @property {string} host
 * @property {boolean} webAsRoot
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
    const { demo, host, recording = null } = values
    return { ok: true, options: { demo, recording, port, host, webAsRoot: values['web-as-root'], help: values.help } }
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) }
  }
}
