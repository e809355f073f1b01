import { useSyncExternalStore } from 'react'

const changed = 'portolan:address'

/** The query in the address bar, with its question mark; empty while the server renders. */
export const useAddress = (): string => useSyncExternalStore(subscribe, readAddress, () => '')

export const readAddress = (): string => window.location.search

/** Another query for the same page: a step that "back" undoes, or the same entry of the history. */
export function writeAddress(query: string, isStep: boolean): void {
  if (query === readAddress()) return
  const url = window.location.pathname + query
  if (isStep) window.history.pushState(null, '', url)
  else window.history.replaceState(null, '', url)
  window.dispatchEvent(new Event(changed))
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener)
  window.addEventListener(changed, listener)
  return () => {
    window.removeEventListener('popstate', listener)
    window.removeEventListener(changed, listener)
  }
}
