import { setTimeout as delay } from 'node:timers/promises'

/** Asks again every 20 ms until the answer is yes; the error says what did not come true in time. */
export async function waitUntil(
  what: string,
  condition: () => boolean | Promise<boolean>,
  timeoutMs = 10_000,
): Promise<void> {
  const end = performance.now() + timeoutMs
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`Waited ${timeoutMs / 1000} s in vain: ${what}`)
    await delay(20)
  }
}
