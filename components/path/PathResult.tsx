import type { ReactNode } from 'react'
import type { PathNow } from '../../lib/api/use-path.ts'
import type { HostStatus } from '../../lib/model/status.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { type PathQuery, writePathQuery } from '../../lib/view/path-query.ts'
import type { ShownWay } from '../../lib/view/shown-way.ts'
import { StateCard } from '../state/StateCard.tsx'
import { Button } from '../ui/Button.tsx'
import { AnswerView } from './AnswerView.tsx'
import { BranchChoice } from './BranchChoice.tsx'
import { KnownBox } from './KnownBox.tsx'
import { PathBox } from './PathBox.tsx'
import { PathSkeleton } from './PathSkeleton.tsx'
import { ProbeBox } from './ProbeBox.tsx'
import type { PathView } from './path-view.ts'
import { RefusalCard } from './RefusalCard.tsx'
import { Sentence } from './Sentence.tsx'
import { VerdictCard } from './VerdictCard.tsx'

type Props = {
  topology: Topology | null
  statuses: readonly HostStatus[]
  query: PathQuery
  path: PathNow
  shown: ShownWay | null
  onChange: (next: Partial<Omit<PathView, 'query'>>) => void
  onEnd: (end: 'from' | 'to', text: string) => void
  onAgain: () => void
  onReadAnew: () => Promise<void>
  /** The picture. */
  children: ReactNode
}

/** What came of the question, with the picture beside it: without a question there is only the picture. */
export function PathResult({
  topology,
  statuses,
  query,
  path,
  shown,
  onChange,
  onEnd,
  onAgain,
  onReadAnew,
  children,
}: Props) {
  const answer = path.kind === 'answered' ? path.answer : null
  const branch = shown?.branch ?? null
  const isSplit = path.kind === 'answered' || path.kind === 'loading'
  const index = answer && branch ? answer.branches.indexOf(branch) : 0
  const probeQuery = `${writePathQuery(query)}&branch=${index}`
  const verdict = branch?.verdict ?? answer?.verdict ?? null
  return (
    <div
      className={`flex flex-1 flex-col gap-4 print:flex print:p-0 ${path.kind === 'none' ? '' : 'p-4 max-sm:p-2'} ${isSplit ? 'lg:grid lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)] lg:grid-rows-[auto_1fr]' : ''}`}
    >
      {path.kind === 'none' ? null : (
        <div className="flex flex-col gap-3 lg:col-span-2">
          <div aria-live="polite">
            <Head path={path} onEnd={onEnd} onAgain={onAgain} />
          </div>
          {answer ? (
            <BranchChoice
              branches={answer.branches}
              chosen={index}
              onChoose={(chosen) => onChange({ branch: chosen, at: null })}
            />
          ) : null}
          {answer && branch && answer.branches.length > 1 ? (
            <p className="wrap-anywhere" aria-live="polite">
              <Sentence text={branch.verdict.says} />
            </p>
          ) : null}
        </div>
      )}
      {isSplit ? (
        <div className="order-3 min-w-0 lg:order-none">
          {topology && answer ? (
            <AnswerView
              topology={topology}
              answer={answer}
              branch={branch}
              way={shown?.isBack ? 'back' : 'there'}
              onWay={(way) => onChange({ way, at: null })}
            />
          ) : null}
        </div>
      ) : null}
      <div
        className={`flex min-w-0 flex-col gap-4 print:static print:self-stretch ${isSplit ? 'max-lg:contents lg:sticky lg:top-4 lg:self-start' : 'flex-1'}`}
      >
        <section
          aria-label="Picture"
          className={`pn-path-picture relative overflow-hidden ${isSplit ? 'order-2 h-72 rounded-lg border border-line lg:order-none lg:h-[clamp(18rem,48dvh,34rem)]' : 'min-h-72 flex-1'}`}
        >
          {children}
        </section>
        {topology && answer ? (
          <div className="order-4 flex flex-col gap-3 lg:order-none">
            {verdict?.toChange && verdict.toChange !== answer.verdict.toChange ? (
              <PathBox title="What would have to change on this way">
                <p className="wrap-anywhere">
                  <Sentence text={verdict.toChange} />
                </p>
              </PathBox>
            ) : null}
            <ProbeBox query={probeQuery} answer={answer} branch={branch} onReadAnew={onReadAnew} />
            <KnownBox topology={topology} statuses={statuses} answer={answer} branch={branch} />
          </div>
        ) : null}
      </div>
    </div>
  )
}

function Head({ path, onEnd, onAgain }: Pick<Props, 'path' | 'onEnd' | 'onAgain'>) {
  switch (path.kind) {
    case 'none':
      return null
    case 'loading':
      return <PathSkeleton />
    case 'answered':
      return <VerdictCard answer={path.answer} />
    case 'refused':
      return <RefusalCard refusal={path.refusal} onChoose={onEnd} />
    case 'failed':
      return (
        <StateCard title="No answer">
          <p role="alert" className="wrap-anywhere">
            {path.message}
          </p>
          <Button className="self-start" onClick={onAgain}>
            Ask again
          </Button>
        </StateCard>
      )
    default:
      return path satisfies never
  }
}
