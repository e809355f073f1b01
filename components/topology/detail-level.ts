import { createContext, useContext } from 'react'

/** `far`: no small text could be read, so cards are marks and bars keep their names. `near`: interfaces and MACs are readable too. */
export type DetailLevel = 'far' | 'mid' | 'near'

export const detailLevelAt = (zoom: number): DetailLevel => (zoom < 0.58 ? 'far' : zoom < 1.3 ? 'mid' : 'near')

export const DetailLevelContext = createContext<DetailLevel>('mid')

export const useDetailLevel = (): DetailLevel => useContext(DetailLevelContext)
