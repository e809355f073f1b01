import { createContext, useContext } from 'react'

/**
 * `near`: interfaces and MACs on drops can be read. `mid`: all but these. `far`: only names, in letters that keep their size.
 * `away`: cards are marks with a count, bars keep their names.
 */
export type DetailLevel = 'away' | 'far' | 'mid' | 'near'

/** The zooms at which the levels begin. */
export type LevelSteps = { far: number; mid: number }

export function detailLevelAt(zoom: number, { far, mid }: LevelSteps): DetailLevel {
  if (zoom < far) return 'away'
  if (zoom < mid) return 'far'
  return zoom < 1.3 ? 'mid' : 'near'
}

/** Whether boxes are drawn as marks. */
export const isFar = (level: DetailLevel): boolean => level === 'far' || level === 'away'

export const DetailLevelContext = createContext<DetailLevel>('mid')

export const useDetailLevel = (): DetailLevel => useContext(DetailLevelContext)
