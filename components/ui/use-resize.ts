import {
  type HTMLAttributes,
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from 'react'

type Options = {
  /** The CSS variable that holds the width. */
  name: `--${string}`
  start: number
  least: number
  most: number
}

/** A width that a handle at the left edge changes, by pointer or by arrow keys; kept for the next time. */
export function useResize({ name, start, least, most }: Options): {
  root: RefObject<HTMLElement | null>
  handle: HTMLAttributes<HTMLElement>
} {
  const root = useRef<HTMLElement>(null)
  const [width, setWidth] = useState(() => clamp(Number(localStorage.getItem(name)) || start, least, most))
  useEffect(() => {
    root.current?.style.setProperty(name, `${width}px`)
    localStorage.setItem(name, String(width))
  }, [name, width])
  const set = (next: number) => setWidth(clamp(Math.round(next), least, most))
  return {
    root,
    handle: {
      role: 'separator',
      tabIndex: 0,
      'aria-orientation': 'vertical',
      'aria-valuenow': width,
      'aria-valuemin': least,
      'aria-valuemax': most,
      onPointerDown: (event: PointerEvent<HTMLElement>) => event.currentTarget.setPointerCapture(event.pointerId),
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) set(window.innerWidth - event.clientX)
      },
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key === 'ArrowLeft') set(width + 24)
        if (event.key === 'ArrowRight') set(width - 24)
      },
    },
  }
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))
