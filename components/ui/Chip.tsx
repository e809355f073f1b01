import X from 'lucide-react/icons/x'

type Props = { text: string; remove: string; onRemove: () => void }

/** Something in force that one click takes away; `remove` says what the click does. */
export function Chip({ text, remove, onRemove }: Props) {
  return (
    <button
      type="button"
      onClick={onRemove}
      aria-label={`${text}. ${remove}`}
      title={`${text}. ${remove}`}
      className="inline-flex min-h-7 max-w-md items-center gap-1 rounded-full border border-line bg-card px-2.5 text-ink hover:border-soft pointer-coarse:min-h-11"
    >
      <bdi className="truncate">{text}</bdi>
      <X aria-hidden className="size-3.5 shrink-0 text-soft" />
    </button>
  )
}
