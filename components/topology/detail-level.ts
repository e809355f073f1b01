import { createContext, useContext } from 'react'

/**
 * `near`: interfaces and MACs on drops can be read. `mid`: all but these. `far`: only names, in letters that keep their size.
 * `away`: cards are marks with a count, bars keep their names.
 */
export type DetailLevel = 'away' | 'far' | 'mid' | 'near'

export function detailLevelAt(zoom: number, awayBelow: number): DetailLevel {
  if (zoom < awayBelow) return 'away'
  if (zoom < 0.58) return 'far'
  return zoom < 1.3 ? 'mid' : 'near'
}

/** Whether boxes are drawn as marks. */
export const isFar = (level: DetailLevel): boolean => level === 'far' || level === 'away'

export const DetailLevelContext = createContext<DetailLevel>('mid')

export const useDetailLevel = (): DetailLevel => useContext(DetailLevelContext)
