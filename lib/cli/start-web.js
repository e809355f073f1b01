// @ts-check
import { startOwn } from './own-process.js'

/**
 * Starts the web process. It gets what it needs to know, and nothing of Docker.
 * @param {object} what
 * @param {import('./web-user.js').WebPlace} what.place
 * @param {string} what.host
 * @param {number} what.port
 * @param {string} what.agents the list of agents in the words of PORTOLAN_AGENTS
 * @param {string | null} what.stateFolder
 * @param {(line: string) => void} what.onError
 */
export function startWeb({ place, host, port, agents, stateFolder, onError }) {
  /** @type {{ -readonly [name in keyof NodeJS.ProcessEnv]: NodeJS.ProcessEnv[name] }} */
  const env = {
    PATH: process.env.PATH ?? '',
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    // Next's own words for where it listens.
    HOSTNAME: host,
    PORT: String(port),
    PORTOLAN_HOST: host,
    PORTOLAN_PORT: String(port),
    PORTOLAN_AGENTS: agents,
    PORTOLAN_FOLLOW_PARENT: '1',
  }
  if (stateFolder) env.PORTOLAN_STATE = stateFolder
  if (place.secrets.tokenFile) env.PORTOLAN_TOKEN_FILE = place.secrets.tokenFile
  if (place.secrets.secretFile) env.PORTOLAN_SECRET_FILE = place.secrets.secretFile
  if (process.env.PORTOLAN_HOSTNAMES) env.PORTOLAN_HOSTNAMES = process.env.PORTOLAN_HOSTNAMES
  return startOwn({ name: 'The web process', argv: place.argv, env, cwd: place.cwd, onError })
}
