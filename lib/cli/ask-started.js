// @ts-check
import { setTimeout as wait } from 'node:timers/promises'

/**
 * How well a host is seen, as `GET /api/hosts` says it.
 * @typedef {{ hosts: { id: string, name: string, engine: { version: string } | null }[], statuses: { hostId: string, sight: number, sightReason: string | null, engine: { state: string, detail: string }, recordingName: string | null, recordedAt: number | null }[] }} HostList
 */

/**
 * Asks until the server is ready; gives up when `gone` says so or at the deadline.
 * @param {string} url
 * @param {() => boolean} gone
 * @param {number} deadlineMs
 * @returns {Promise<boolean>}
 */
export async function waitUntilReady(url, gone, deadlineMs = 60_000) {
  const end = Date.now() + deadlineMs
  while (!gone() && Date.now() < end) {
    const ready = await fetch(`${url}/readyz`).then(
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
 * @param {string} url
 * @param {string | null} token
 * @returns {Promise<HostList>}
 */
export async function askHosts(url, token) {
  const answer = await fetch(`${url}/api/hosts`, { headers: token ? { Authorization: `Bearer ${token}` } : {} })
  if (!answer.ok) throw new Error(`the server answered /api/hosts with ${answer.status}: ${await answer.text()}`)
  return answer.json()
}
