import type { Step } from '../../lib/analyse/path/trace.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { EvidenceLine } from './EvidenceLine.tsx'
import { toneEdge } from './outcome-look.ts'
import { Sentence } from './Sentence.tsx'
import { stepLooks } from './step-look.ts'

type Props = {
  topology: Topology
  step: Step
  /** The step that decided how the way ends. */
  tone: 'ok' | 'warn' | 'bad' | null
}

export function StepRow({ topology, step, tone }: Props) {
  const { icon: Icon, word } = stepLooks[step.kind]
  return (
    <li
      data-step={step.kind}
      className={`grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-2 border-hair border-b px-2 py-1 max-sm:grid-cols-1 ${tone === null ? 'last:border-b-0' : `rounded-r-md border-b-0 border-l-3 bg-panel ${toneEdge[tone]}`}`}
    >
      <span className="flex items-center gap-1.5 self-start py-0.5 text-soft">
        <Icon aria-hidden className="size-3.5 shrink-0" />
        {word}
      </span>
      <div className="min-w-0">
        <p className={`py-0.5 ${tone === null ? '' : 'font-semibold'}`}>
          <Sentence text={step.says} />
        </p>
        {step.evidence === null ? null : (
          <EvidenceLine topology={topology} evidence={step.evidence} said={step.says.includes(step.evidence.text)} />
        )}
      </div>
    </li>
  )
}
