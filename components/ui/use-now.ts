import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let now = 0
let timer: ReturnType<typeof setInterval> | undefined

/** The time in whole seconds, shared by all that show an age; 0 while the server renders. */
export const useNow = (): number => useSyncExternalStore(subscribe, readNow, () => 0)

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(tick, 1_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
    now = 0
  }
}

function readNow(): number {
  if (now === 0) now = wholeSecond()
  return now
}

function tick(): void {
  now = wholeSecond()
  for (const listener of listeners) listener()
}

const wholeSecond = (): number => Math.floor(Date.now() / 1_000) * 1_000
