// @ts-check
import { setTimeout as wait } from 'node:timers/promises'

/**
 * How well a host is seen, as `GET /api/hosts` says it.
 * @typedef {{ hosts: { id: string, name: string, engine: { version: string } | null }[], statuses: { hostId: string, sight: number, sightReason: string | null, engine: { state: string, detail: string }, recordingName: string | null, recordedAt: number | null }[] }} HostList
 */

/**
 * What the web process says of its agents, as `GET /api/agents` says it.
 * @typedef {{ agents: { address: string, state: string, detail: string }[] }} AgentList
 */

/**
 * Asks until the server answers that page well; gives up when `gone` says so or at the deadline.
 * @param {string} url
 * @param {() => boolean} gone
 * @param {number} deadlineMs
 * @returns {Promise<boolean>}
 */
export async function waitUntilReady(url, gone, deadlineMs = 60_000) {
  const end = Date.now() + deadlineMs
  while (!gone() && Date.now() < end) {
    const ready = await fetch(url).then(
      async (answer) => {
        await answer.arrayBuffer()
        return answer.ok
      },
      () => false, // not listening yet
    )
    if (ready) return true
    await wait(100)
  }
  return false
}

/**
 * Asks until each agent was heard or found not to answer; at the deadline with what is known then.
 * @param {string} url
 * @param {string | null} token
 * @param {number} deadlineMs
 * @returns {Promise<AgentList['agents']>}
 */
export async function waitForAgents(url, token, deadlineMs = 5_000) {
  const end = Date.now() + deadlineMs
  for (;;) {
    const { agents } = /** @type {AgentList} */ (await ask(`${url}/api/agents`, token))
    if (agents.every(({ state }) => state !== 'connecting') || Date.now() > end) return agents
    await wait(100)
  }
}

/**
 * @param {string} url
 * @param {string | null} token
 * @returns {Promise<HostList>}
 */
export const askHosts = (url, token) => ask(`${url}/api/hosts`, token)

/**
 * @param {string} url
 * @param {string | null} token
 */
async function ask(url, token) {
  const answer = await fetch(url, { headers: token ? { Authorization: `Bearer ${token}` } : {} })
  if (!answer.ok) throw new Error(`the server answered ${url} with ${answer.status}: ${await answer.text()}`)
  return answer.json()
}
