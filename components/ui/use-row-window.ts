import { type RefObject, useEffect, useRef, useState } from 'react'

const spare = 12

/** Which of many rows of one height can be seen in a scrolling element; the others need not be drawn. */
export function useRowWindow(
  count: number,
  rowHeight: number,
): {
  scroller: RefObject<HTMLElement | null>
  first: number
  last: number
} {
  const scroller = useRef<HTMLElement>(null)
  const [seen, setSeen] = useState({ first: 0, last: 60 })
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const look = () => {
      const first = Math.max(0, Math.floor(element.scrollTop / rowHeight / spare) * spare - spare)
      const last = Math.ceil((element.scrollTop + element.clientHeight) / rowHeight / spare) * spare + spare
      setSeen((before) => (before.first === first && before.last === last ? before : { first, last }))
    }
    look()
    element.addEventListener('scroll', look, { passive: true })
    const observer = new ResizeObserver(look)
    observer.observe(element)
    return () => {
      element.removeEventListener('scroll', look)
      observer.disconnect()
    }
  }, [rowHeight])
  return { scroller, first: Math.min(seen.first, count), last: Math.min(seen.last, count) }
}
