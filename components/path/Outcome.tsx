import type { Outcome as OutcomeOf } from '../../lib/analyse/path/trace.ts'
import { outcomeTone, outcomeWords } from '../../lib/view/outcome-words.ts'
import { outcomeIcons, toneInk } from './outcome-look.ts'

/** How a way ends: sign, word and colour. */
export function Outcome({ outcome, className = '' }: { outcome: OutcomeOf; className?: string }) {
  const Icon = outcomeIcons[outcome]
  return (
    <span
      className={`inline-flex items-center gap-1 whitespace-nowrap font-semibold ${toneInk[outcomeTone(outcome)]} ${className}`}
    >
      <Icon aria-hidden className="size-[1.15em] shrink-0" />
      {outcomeWords[outcome]}
    </span>
  )
}
