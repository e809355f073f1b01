import type { Hop, Verdict } from '../../lib/analyse/path/trace.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { inertText } from '../../lib/view/inert-text.ts'
import { outcomeSign, outcomeTone } from '../../lib/view/outcome-words.ts'
import { CutText } from '../ui/CutText.tsx'
import { hopWords } from './hop-words.ts'
import { toneFill } from './outcome-look.ts'
import { StepRow } from './StepRow.tsx'

type Props = {
  topology: Topology
  hop: Hop
  number: number
  /** How the way ends, on its last hop. */
  verdict: Verdict | null
}

/** A stay in one namespace, with all that happens to the packet there. */
export function HopItem({ topology, hop, number, verdict }: Props) {
  const outcome = verdict?.outcome ?? null
  const { name, what } = hopWords(topology, hop)
  const tone = outcome === null ? null : outcomeTone(outcome)
  return (
    <li
      className={`relative border-line border-l-2 pb-3 pl-5 last:pb-0 ${outcome === null ? '' : 'border-transparent'}`}
    >
      <span
        aria-hidden
        className={`absolute top-0 -left-[11px] flex h-5 min-w-5 items-center justify-center border border-panel px-1 font-semibold text-on-sel text-xs ${tone === null ? 'rounded-full bg-sel' : `${toneFill[tone]} ${tone === 'ok' ? 'rounded-full' : 'rounded-sm'}`}`}
      >
        {number}
        {outcome === null ? '' : ` ${outcomeSign(outcome)}`}
      </span>
      <h4 className="flex flex-wrap items-baseline gap-x-2 pl-2">
        <span className="font-semibold">
          <span className="sr-only">Hop {number}: </span>
          <CutText text={name} />
        </span>
        <span className="text-soft">
          <CutText text={what} />
        </span>
        <code className="mono wrap-anywhere ml-auto text-soft" title="The packet as it arrives here">
          <bdi>{inertText(hop.packet)}</bdi>
        </code>
      </h4>
      <ul aria-label={`Steps in ${name}`}>
        {hop.steps.map((step, index) => (
          <StepRow
            // biome-ignore lint/suspicious/noArrayIndexKey: the steps of a hop have no other name than their order
            key={index}
            topology={topology}
            step={step}
            tone={outcome === 'delivered' && index === hop.steps.length - 1 ? 'ok' : null}
          />
        ))}
        {verdict === null || tone === null || outcome === 'delivered' ? null : (
          <StepRow
            topology={topology}
            step={{ kind: 'stop', says: verdict.says, evidence: verdict.evidence }}
            tone={tone}
          />
        )}
      </ul>
    </li>
  )
}
