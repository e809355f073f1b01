import { setTimeout as delay } from 'node:timers/promises'

/** How many times as long as on a machine of its own anything may take: PORTOLAN_LAB_PATIENCE, 1 unless said otherwise. */
export const patience = Number(process.env.PORTOLAN_LAB_PATIENCE ?? 1)

/** Asks again every 20 ms until the answer is yes; the error says what did not come true in time. */
export async function waitUntil(
  what: string,
  condition: () => boolean | Promise<boolean>,
  timeoutMs = 10_000,
): Promise<void> {
  await waitFor(what, async () => ((await condition()) ? true : null), timeoutMs)
}

/** As waitUntil, for something that is there in the end and handed back. */
export async function waitFor<Value>(
  what: string,
  find: () => Value | null | Promise<Value | null>,
  timeoutMs = 10_000,
): Promise<Value> {
  const end = performance.now() + timeoutMs * patience
  for (;;) {
    const found = await find()
    if (found !== null) return found
    if (performance.now() > end) throw new Error(`Waited ${(timeoutMs * patience) / 1000} s in vain: ${what}`)
    await delay(20 * patience)
  }
}
