import { useCopied } from './use-copied.ts'

type Props = { id: string; what: string; length?: number }

/** A long id, short: a click copies the whole, a hover shows it. */
export function Id({ id, what, length = 12 }: Props) {
  const { copied, copy } = useCopied()
  return (
    <button
      type="button"
      onClick={() => copy(id)}
      title={id}
      aria-label={`Copy ${what} ${id}`}
      className="mono rounded px-0.5 hover:bg-frame"
    >
      {copied ? 'copied' : id.slice(0, length)}
    </button>
  )
}
