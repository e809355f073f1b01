import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { type PageView, readPage, writePage } from './page-view.ts'

const changed = 'portolan:view'

/** The view, kept in the address bar. A selection makes an entry in the history, a filter replaces it. */
export function usePageView(): { page: PageView; change: (next: Partial<PageView>) => void } {
  const search = useSyncExternalStore(subscribe, readSearch, () => '')
  const page = useMemo(() => readPage(search), [search])
  const change = useCallback((next: Partial<PageView>) => {
    const before = readPage(readSearch())
    const after = { ...before, ...next }
    const url = window.location.pathname + writePage(after)
    if (url === window.location.pathname + window.location.search) return
    if (isStep(before, after)) window.history.pushState(null, '', url)
    else window.history.replaceState(null, '', url)
    window.dispatchEvent(new Event(changed))
  }, [])
  return { page, change }
}

const isStep = (before: PageView, after: PageView): boolean =>
  before.view.selected !== after.view.selected || before.shows !== after.shows || before.panel !== after.panel

const readSearch = (): string => window.location.search

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener)
  window.addEventListener(changed, listener)
  return () => {
    window.removeEventListener('popstate', listener)
    window.removeEventListener(changed, listener)
  }
}
