// @ts-check
import { setTimeout as wait } from 'node:timers/promises'
import { startAgent } from './start-agent.js'

const restMs = 2_000

/**
 * An agent that is to run as long as this process. Where it is the only one its end is told; where there are others it is started again.
 * @typedef {object} KeptAgent
 * @property {import('./start-agent.js').ReadyLine} first what it said of its host when it was up
 * @property {() => boolean} running
 * @property {() => Promise<void>} stop
 */

/**
 * @param {Parameters<typeof startAgent>[0]} what
 * @param {{ alone: boolean, onEnd: (reason: string) => void }} heed
 * @returns {Promise<{ ok: true, kept: KeptAgent } | { ok: false, reason: string }>}
 */
export async function keepAgent(what, { alone, onEnd }) {
  const started = await startAgent(what)
  if (!started.ok) return started
  const stopping = new AbortController()
  let { agent } = started

  async function watch() {
    for (;;) {
      const reason = await agent.ended
      if (stopping.signal.aborted) return
      onEnd(reason)
      if (alone || !(await startAgain())) return
    }
  }

  /** False where it was told to stop meanwhile. */
  async function startAgain() {
    for (;;) {
      await wait(restMs, null, { signal: stopping.signal }).catch(() => null)
      if (stopping.signal.aborted) return false
      const again = await startAgent(what)
      if (again.ok) {
        agent = again.agent
        if (!stopping.signal.aborted) return true
        await agent.end()
        return false
      }
      onEnd(again.reason)
    }
  }

  const watching = watch()
  return {
    ok: true,
    kept: {
      first: started.first,
      running: () => !alone || agent.running(),
      async stop() {
        stopping.abort()
        await agent.end()
        await watching
      },
    },
  }
}
