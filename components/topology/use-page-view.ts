import { useCallback, useMemo } from 'react'
import { readAddress, useAddress, writeAddress } from '../ui/address-bar.ts'
import { type PageView, readPage, writePage } from './page-view.ts'

/** The view, kept in the address bar. A selection makes an entry in the history, a filter replaces it. */
export function usePageView(): { page: PageView; change: (next: Partial<PageView>) => void } {
  const search = useAddress()
  const page = useMemo(() => readPage(search), [search])
  const change = useCallback((next: Partial<PageView>) => {
    const before = readPage(readAddress())
    const after = { ...before, ...next }
    writeAddress(writePage(after), isStep(before, after))
  }, [])
  return { page, change }
}

const isStep = (before: PageView, after: PageView): boolean =>
  before.view.selected !== after.view.selected || before.shows !== after.shows || before.panel !== after.panel
