import { createContext, useContext, useSyncExternalStore } from 'react'

/** Which parts of the picture are lit. Kept outside React's state, so that a hover draws only what changes its light. */
export type LightStore = {
  subscribe(listener: () => void): () => void
  /** Null: nothing is singled out. */
  lit(): ReadonlySet<string> | null
  set(keys: ReadonlySet<string> | null): void
}

export function createLightStore(): LightStore {
  const listeners = new Set<() => void>()
  let keys: ReadonlySet<string> | null = null
  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    lit: () => keys,
    set(next) {
      if (next === keys) return
      keys = next
      for (const listener of listeners) listener()
    },
  }
}

export const LightContext = createContext<LightStore>(createLightStore())

export function useLit(key: string): boolean {
  const store = useContext(LightContext)
  return useSyncExternalStore(
    store.subscribe,
    () => store.lit()?.has(key) ?? false,
    () => false,
  )
}
