export type Leadership = {
  /** Takes the lead from a tab that sleeps. */
  steal(): void
  leave(): void
}

/**
 * One tab of a browser leads at a time: it holds the Web Lock `name`. Where there are no locks (a page from another address without TLS)
 * every tab leads itself.
 */
export function standForLeader(name: string, handlers: { onLead(): void; onFollow(): void }): Leadership {
  const locks = 'locks' in navigator ? navigator.locks : null
  let left = false
  let release: (() => void) | null = null
  let waiting: AbortController | null = null

  const hold = () => {
    if (left) return
    handlers.onLead()
    return new Promise<void>((resolve) => {
      release = resolve
    })
  }

  const lose = () => {
    release = null
    if (left) return
    handlers.onFollow()
    stand()
  }

  const stand = () => {
    const mine = new AbortController()
    waiting = mine
    locks?.request(name, { signal: mine.signal }, hold).catch(() => {
      // Either this tab stopped waiting, or another one stole the lock that it held.
      if (!mine.signal.aborted) lose()
    })
  }

  if (locks) stand()
  else handlers.onLead()

  return {
    steal() {
      if (left || release || !locks) return
      waiting?.abort()
      locks.request(name, { steal: true }, hold).catch(lose)
    },
    leave() {
      left = true
      waiting?.abort()
      release?.()
      release = null
    },
  }
}
