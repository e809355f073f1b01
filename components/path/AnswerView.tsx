import type { Branch, PathAnswer } from '../../lib/analyse/path/trace.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { outcomeTone } from '../../lib/view/outcome-words.ts'
import { StepRow } from './StepRow.tsx'
import { WaySection } from './WaySection.tsx'

type Props = {
  topology: Topology
  answer: PathAnswer
  branch: Branch | null
  way: 'there' | 'back'
  onWay: (way: 'there' | 'back') => void
}

/** The name as it was resolved, then both directions hop by hop. */
export function AnswerView({ topology, answer, branch, way, onWay }: Props) {
  return (
    <div className="flex flex-col gap-5">
      {answer.resolution.length === 0 ? null : (
        <section aria-label="Name" className="flex flex-col gap-1">
          <h3 className="font-semibold text-base">Name</h3>
          <ul aria-label="How the name is resolved" className="ml-3 pl-5">
            {answer.resolution.map((step, index) => (
              <StepRow
                // biome-ignore lint/suspicious/noArrayIndexKey: the steps of a name have no other name than their order
                key={index}
                topology={topology}
                step={step}
                tone={
                  branch === null && index === answer.resolution.length - 1 ? outcomeTone(answer.verdict.outcome) : null
                }
              />
            ))}
          </ul>
        </section>
      )}
      {branch === null ? null : (
        <>
          <WaySection
            topology={topology}
            title="There"
            way={branch.there}
            shown={way === 'there'}
            onShow={() => onWay('there')}
          />
          {branch.back === null ? (
            <p className="text-soft">
              {branch.there.verdict.outcome === 'unknown'
                ? 'Where it ends is not known, and so no way back can be told.'
                : 'Nothing arrived that could be answered: there is no way back.'}
            </p>
          ) : (
            <WaySection
              topology={topology}
              title="Back"
              way={branch.back}
              shown={way === 'back'}
              onShow={() => onWay('back')}
            />
          )}
        </>
      )}
    </div>
  )
}
