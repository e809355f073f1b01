import type { Branch } from '../../lib/analyse/path/trace.ts'
import { inertText } from '../../lib/view/inert-text.ts'
import { Outcome } from './Outcome.tsx'

type Props = { branches: readonly Branch[]; chosen: number; onChoose: (branch: number) => void }

/** The addresses that a name or a balancer came to; one is shown at a time. */
export function BranchChoice({ branches, chosen, onChoose }: Props) {
  if (branches.length < 2) return null
  return (
    <fieldset className="flex flex-wrap gap-1">
      <legend className="mb-1 text-soft">{branches.length} ways, the worst first decides; shown:</legend>
      {branches.map(({ address, port, verdict }, index) => (
        <button
          // biome-ignore lint/suspicious/noArrayIndexKey: a balancer may choose one address twice
          key={index}
          type="button"
          aria-pressed={index === chosen}
          onClick={() => onChoose(index)}
          className="inline-flex min-h-7 items-center gap-2 rounded-md border border-line bg-card px-2.5 hover:border-soft aria-pressed:border-sel aria-pressed:bg-frame pointer-coarse:min-h-11"
        >
          <code className="mono">
            {inertText(port === null ? address : `${address.includes(':') ? `[${address}]` : address}:${port}`)}
          </code>
          <Outcome outcome={verdict.outcome} />
        </button>
      ))}
    </fieldset>
  )
}
