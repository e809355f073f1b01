import { createContext, useContext } from 'react'

/** A record that a selection can name. */
export type Subject = { kind: 'container' | 'network' | 'host'; id: string }

export const SelectContext = createContext<(subject: Subject) => void>(() => undefined)

export const useSelect = () => useContext(SelectContext)
