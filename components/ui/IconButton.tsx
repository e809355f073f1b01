import type { ComponentProps } from 'react'

type Props = ComponentProps<'button'> & { label: string; shortcut?: string }

/** A button that shows only an icon; its name is heard and seen on hover. */
export function IconButton({ label, shortcut, className = '', type = 'button', ...rest }: Props) {
  return (
    <button
      type={type}
      aria-label={label}
      aria-keyshortcuts={shortcut}
      title={shortcut ? `${label} (${shortcut})` : label}
      className={`inline-flex size-7 shrink-0 items-center justify-center rounded-md text-soft hover:bg-frame hover:text-ink disabled:opacity-50 aria-pressed:bg-frame aria-pressed:text-ink pointer-coarse:size-11 ${className}`}
      {...rest}
    />
  )
}
