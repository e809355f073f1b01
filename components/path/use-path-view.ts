import { useCallback, useMemo } from 'react'
import type { PathQuery } from '../../lib/view/path-query.ts'
import { readAddress, useAddress, writeAddress } from '../ui/address-bar.ts'
import { type PathView, readPathView, writePathView } from './path-view.ts'

export type PathPlace = {
  view: PathView
  /** Another part of the same answer. */
  change: (next: Partial<Omit<PathView, 'query'>>) => void
  /** Another question: an entry in the history. */
  ask: (query: PathQuery) => void
}

/** The question and what of its answer is shown, kept in the address bar. */
export function usePathView(): PathPlace {
  const search = useAddress()
  const view = useMemo(() => readPathView(search), [search])
  const change = useCallback((next: Partial<PathView>) => {
    writeAddress(writePathView({ ...readPathView(readAddress()), ...next }), false)
  }, [])
  const ask = useCallback((query: PathQuery) => {
    writeAddress(writePathView({ query, branch: 0, way: 'there', at: null }), true)
  }, [])
  return { view, change, ask }
}
