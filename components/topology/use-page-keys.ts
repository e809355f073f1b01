import { useEffect, useRef } from 'react'

/** A page has the commands that it has. */
export type PageKeys = Partial<{
  search: () => void
  keys: () => void
  table: () => void
  tunnels: () => void
  path: () => void
  focus: () => void
  fit: () => void
  zoom: (direction: 1 | -1) => void
  share: () => void
  back: () => void
}>

/** The page's single-key commands. They hold still while text is typed, while a dialog is open or on its way and with a modifier held. */
export function usePageKeys(commands: PageKeys, busy: boolean): void {
  const latest = useRef({ commands, busy })
  latest.current = { commands, busy }
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (latest.current.busy) return
      const command = commandOf(event, latest.current.commands)
      if (command === undefined) return
      event.preventDefault()
      command()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}

function commandOf(event: KeyboardEvent, keys: PageKeys): (() => void) | undefined {
  if (event.defaultPrevented) return undefined
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') return keys.search
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return undefined
  switch (event.key) {
    case '/':
      return keys.search
    case '?':
      return keys.keys
    case 't':
      return keys.table
    case 'v':
      return keys.tunnels
    case 'p':
      return keys.path
    case 'f':
      return keys.focus
    case '0':
      return keys.fit
    case '+':
    case '=':
      return () => keys.zoom?.(1)
    case '-':
      return () => keys.zoom?.(-1)
    case 'e':
      return keys.share
    case 'Escape':
      return keys.back
    default:
      return undefined
  }
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
