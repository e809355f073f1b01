import { CutText } from '../ui/CutText.tsx'
import { type Subject, useSelect } from './select-context.ts'

type Props = { kind: Subject['kind']; id: string; name: string }

/** A record's name; a click selects it. */
export function RecordLink({ kind, id, name }: Props) {
  const select = useSelect()
  return (
    <button
      type="button"
      onClick={() => select({ kind, id })}
      className="rounded text-left font-semibold hover:underline"
    >
      <CutText text={name} />
    </button>
  )
}
