import { createContext } from 'react'

/** Which tab is open, kept by whoever stands above the tabs; null: the first. */
export const TabChoice = createContext<{ chosen: string | null; choose: (id: string) => void } | null>(null)
