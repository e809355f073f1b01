import X from 'lucide-react/icons/x'
import { type ReactNode, useEffect, useRef } from 'react'
import { IconButton } from './IconButton.tsx'

type Props = { title: string; onClose: () => void; children: ReactNode; wide?: boolean; bare?: boolean }

/** The browser's own modal dialog: it keeps the focus inside, closes on Esc and gives the focus back. The focus begins at what has `data-autofocus`. */
export function Modal({ title, onClose, children, wide = false, bare = false }: Props) {
  const ref = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = ref.current
    if (!dialog || dialog.open) return
    dialog.showModal()
    dialog.querySelector<HTMLElement>('[data-autofocus]')?.focus()
  }, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc is the key for a click outside
    <dialog
      ref={ref}
      aria-label={title}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === ref.current) ref.current?.close()
      }}
      className={`m-auto mt-[10vh] max-h-[80vh] w-[calc(100vw-2rem)] overflow-hidden rounded-xl border border-line bg-panel p-0 text-ink shadow-float backdrop:bg-scrim max-sm:mt-4 max-sm:max-h-[92vh] ${wide ? 'max-w-4xl' : 'max-w-xl'}`}
    >
      <div className="flex max-h-[inherit] flex-col">
        {bare ? null : (
          <div className="flex items-center justify-between border-hair border-b px-4 py-2">
            <h2 className="font-semibold text-base">{title}</h2>
            <IconButton label="Close" shortcut="Escape" onClick={() => ref.current?.close()}>
              <X aria-hidden className="size-4" />
            </IconButton>
          </div>
        )}
        <div className="min-h-0 overflow-auto">{children}</div>
      </div>
    </dialog>
  )
}
