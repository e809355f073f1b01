import type { PathAnswer } from '../../lib/analyse/path/trace.ts'
import { inertText } from '../../lib/view/inert-text.ts'
import { outcomeTone, questionText } from '../../lib/view/outcome-words.ts'
import { Outcome } from './Outcome.tsx'
import { toneEdge } from './outcome-look.ts'
import { Sentence } from './Sentence.tsx'

type Props = { answer: PathAnswer }

/** The answer in one sentence and what would have to change, before all else. */
export function VerdictCard({ answer }: Props) {
  const { verdict } = answer
  return (
    <section
      aria-label="Verdict"
      data-outcome={verdict.outcome}
      className={`flex flex-col gap-1 rounded-lg border border-line border-l-5 bg-panel px-4 py-3 ${toneEdge[outcomeTone(verdict.outcome)]}`}
    >
      <h2 className="flex flex-wrap items-baseline gap-x-3 text-base">
        <Outcome outcome={verdict.outcome} />
        <span className="mono wrap-anywhere text-soft">
          <bdi>{inertText(questionText(answer))}</bdi>
        </span>
      </h2>
      <p className="wrap-anywhere text-base">
        <Sentence text={verdict.says} />
      </p>
      {verdict.toChange === null ? null : (
        <p className="wrap-anywhere">
          <span className="font-semibold">What would have to change: </span>
          <Sentence text={verdict.toChange} />
        </p>
      )}
      <p className="text-soft">
        {answer.basis === 'kernel'
          ? 'By the tables and rules of the kernel.'
          : 'By what the engine tells alone: this is what its own rules would do.'}
      </p>
    </section>
  )
}
