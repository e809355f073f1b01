import { useCallback, useMemo, useSyncExternalStore } from 'react'
import type { ViewState } from '../../lib/view/picture.ts'
import { readViewUrl, writeViewUrl } from '../../lib/view/view-url.ts'

/** Everything on the page that a link reproduces. */
export type PageView = {
  view: ViewState
  shows: 'picture' | 'table'
  /** How much room the inspector takes; `page` is a page of its own. */
  panel: 'side' | 'wide' | 'page'
  /** The record that the inspector stays with; null: it follows the selection. */
  pinned: string | null
}

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

function readPage(search: string): PageView {
  const params = new URLSearchParams(search)
  const panel = params.get('panel')
  return {
    view: readViewUrl(params),
    shows: params.get('shows') === 'table' ? 'table' : 'picture',
    panel: panel === 'wide' || panel === 'page' ? panel : 'side',
    pinned: params.get('pinned'),
  }
}

function writePage(page: PageView): string {
  const params = new URLSearchParams(writeViewUrl(page.view))
  if (page.shows === 'table') params.set('shows', 'table')
  if (page.panel !== 'side') params.set('panel', page.panel)
  if (page.pinned !== null) params.set('pinned', page.pinned)
  const text = params.toString()
  return text === '' ? '' : `?${text}`
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
