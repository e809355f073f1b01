import type { EngineProxy } from '../e2e/engine-proxy.ts'
import { waitUntil } from '../e2e/lab/wait-until.ts'

/** Comes when no request has gone to the engine for so long. */
export async function quietProxy(proxy: EngineProxy, quietMs: number): Promise<void> {
  let count = proxy.requests.length
  let since = performance.now()
  await waitUntil(
    `the engine is asked nothing for ${quietMs} ms`,
    () => {
      if (proxy.requests.length !== count) {
        count = proxy.requests.length
        since = performance.now()
      }
      return performance.now() - since >= quietMs
    },
    60_000,
  )
}
