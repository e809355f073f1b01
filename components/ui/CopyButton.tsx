import Check from 'lucide-react/icons/check'
import Copy from 'lucide-react/icons/copy'
import { useCopied } from './use-copied.ts'

type Props = { text: string; label: string; className?: string }

export function CopyButton({ text, label, className = '' }: Props) {
  const { copied, copy } = useCopied()
  const Icon = copied ? Check : Copy
  return (
    <button
      type="button"
      onClick={() => copy(text)}
      aria-label={copied ? 'Copied' : label}
      title={copied ? 'Copied' : label}
      className={`inline-flex size-6 shrink-0 items-center justify-center rounded text-soft hover:bg-frame hover:text-ink pointer-coarse:size-11 ${className}`}
    >
      <Icon aria-hidden className="size-3.5" />
    </button>
  )
}
