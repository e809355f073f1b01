import { type ReactNode, useEffect, useId, useRef, useState } from 'react'

type Props = { label: string; text: ReactNode; children: ReactNode; align?: 'start' | 'end' }

/** A button that opens a small panel below itself; Esc and a click elsewhere close it. */
export function Dropdown({ label, text, children, align = 'start' }: Props) {
  const [open, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const id = useId()
  useEffect(() => {
    if (!open) return
    const onPointer = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false)
    }
    document.addEventListener('pointerdown', onPointer, true)
    return () => document.removeEventListener('pointerdown', onPointer, true)
  }, [open])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: catches the Esc of what is inside
    <div
      ref={root}
      className="relative"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return
        event.stopPropagation()
        setOpen(false)
        button.current?.focus()
      }}
    >
      <button
        ref={button}
        type="button"
        aria-expanded={open}
        aria-controls={id}
        aria-label={label}
        onClick={() => setOpen(!open)}
        className="inline-flex min-h-7 items-center gap-1.5 whitespace-nowrap rounded-full border border-line bg-card px-3 text-ink hover:border-soft pointer-coarse:min-h-11"
      >
        {text}
      </button>
      <div
        id={id}
        hidden={!open}
        className={`absolute top-full z-40 mt-1 w-max min-w-64 max-w-[min(26rem,92vw)] rounded-lg border border-line bg-panel p-3 shadow-float max-h-[82dvh] overflow-auto max-sm:fixed max-sm:inset-x-2 max-sm:top-14 max-sm:w-auto max-sm:max-w-none ${align === 'end' ? 'right-0' : 'left-0'}`}
      >
        {open ? children : null}
      </div>
    </div>
  )
}
