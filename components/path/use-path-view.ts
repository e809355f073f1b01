import { useCallback, useMemo, useSyncExternalStore } from 'react'
import type { PathQuery } from '../../lib/view/path-query.ts'
import { type PathView, readPathView, writePathView } from './path-view.ts'

const changed = 'portolan:path'

export type PathPlace = {
  view: PathView
  /** Another part of the same answer. */
  change: (next: Partial<Omit<PathView, 'query'>>) => void
  /** Another question: an entry in the history. */
  ask: (query: PathQuery) => void
}

/** The question and what of its answer is shown, kept in the address bar. */
export function usePathView(): PathPlace {
  const search = useSyncExternalStore(subscribe, readSearch, () => '')
  const view = useMemo(() => readPathView(search), [search])
  const change = useCallback((next: Partial<PathView>) => {
    const url = window.location.pathname + writePathView({ ...readPathView(readSearch()), ...next })
    window.history.replaceState(null, '', url)
    window.dispatchEvent(new Event(changed))
  }, [])
  const ask = useCallback((query: PathQuery) => {
    const url = window.location.pathname + writePathView({ query, branch: 0, way: 'there', at: null })
    if (url === window.location.pathname + window.location.search) return
    window.history.pushState(null, '', url)
    window.dispatchEvent(new Event(changed))
  }, [])
  return { view, change, ask }
}

const readSearch = (): string => window.location.search

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener)
  window.addEventListener(changed, listener)
  return () => {
    window.removeEventListener('popstate', listener)
    window.removeEventListener(changed, listener)
  }
}
