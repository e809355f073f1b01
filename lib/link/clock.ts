/** Time as the live parts see it: one clock is handed in, so that tests move it and wait for nothing. */
export type Clock = {
  /** Milliseconds since the epoch. */
  now(): number
  after(milliseconds: number, run: () => void): Timer
}

export type Timer = { cancel(): void }

export const systemClock: Clock = {
  now: Date.now,
  after(milliseconds, run) {
    const timeout = setTimeout(run, milliseconds)
    return { cancel: () => clearTimeout(timeout) }
  },
}
