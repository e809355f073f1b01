import { useEffect, useRef } from 'react'

export type PageKeys = {
  search: () => void
  keys: () => void
  table: () => void
  tunnels: () => void
  focus: () => void
  fit: () => void
  zoom: (direction: 1 | -1) => void
  share: () => void
  back: () => void
}

/** The page's single-key commands. They hold still while text is typed, while a dialog is open or on its way and with a modifier held. */
export function usePageKeys(commands: PageKeys, busy: boolean): void {
  const latest = useRef({ commands, busy })
  latest.current = { commands, busy }
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (latest.current.busy) return
      const command = commandOf(event)
      if (command === null) return
      event.preventDefault()
      command(latest.current.commands)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}

function commandOf(event: KeyboardEvent): ((keys: PageKeys) => void) | null {
  if (event.defaultPrevented) return null
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') return (keys) => keys.search()
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return null
  switch (event.key) {
    case '/':
      return (keys) => keys.search()
    case '?':
      return (keys) => keys.keys()
    case 't':
      return (keys) => keys.table()
    case 'v':
      return (keys) => keys.tunnels()
    case 'f':
      return (keys) => keys.focus()
    case '0':
      return (keys) => keys.fit()
    case '+':
    case '=':
      return (keys) => keys.zoom(1)
    case '-':
      return (keys) => keys.zoom(-1)
    case 'e':
      return (keys) => keys.share()
    case 'Escape':
      return (keys) => keys.back()
    default:
      return null
  }
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
