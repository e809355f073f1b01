import type { ComponentProps } from 'react'

type Props = ComponentProps<'button'> & { tone?: 'plain' | 'quiet' | 'strong' }

const tones = {
  plain: 'border border-line bg-card text-ink hover:border-soft',
  quiet: 'text-soft hover:bg-frame hover:text-ink',
  strong: 'border border-sel bg-sel text-on-sel hover:opacity-90',
}

export function Button({ tone = 'plain', className = '', type = 'button', ...rest }: Props) {
  return (
    <button
      type={type}
      className={`inline-flex min-h-7 items-center gap-1.5 whitespace-nowrap rounded-md px-2.5 py-1 disabled:opacity-50 pointer-coarse:min-h-11 ${tones[tone]} ${className}`}
      {...rest}
    />
  )
}
