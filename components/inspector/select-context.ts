import { createContext, useContext } from 'react'

/** A record that a selection can name. */
export type Subject = {
  kind: 'container' | 'network' | 'host' | 'endpoint' | 'service' | 'node' | 'tunnel'
  id: string
}

export const SelectContext = createContext<(subject: Subject) => void>(() => undefined)

export const useSelect = () => useContext(SelectContext)
