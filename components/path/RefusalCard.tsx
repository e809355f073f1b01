import type { PathFailure } from '../../lib/api/path-contract.ts'
import { inertText } from '../../lib/view/inert-text.ts'
import { Button } from '../ui/Button.tsx'
import { Sentence } from './Sentence.tsx'

type Props = { refusal: PathFailure['error']; onChoose: (field: 'from' | 'to', text: string) => void }

/** Why a question cannot be answered as it stands, and what may have been meant. */
export function RefusalCard({ refusal: { message, field, candidates }, onChoose }: Props) {
  const end = field === 'from' || field === 'to' ? field : null
  return (
    <section
      id="path-refusal"
      role="alert"
      aria-label="Question not understood"
      className="flex flex-col gap-2 rounded-lg border border-line border-l-5 border-l-warn bg-panel px-4 py-3"
    >
      <h2 className="text-base">
        <span className="font-semibold">{titles[field]}</span>
      </h2>
      <p className="wrap-anywhere">
        <Sentence text={message} />
      </p>
      {end === null || candidates.length === 0 ? null : (
        <ul aria-label="What may have been meant" className="flex flex-wrap gap-1.5">
          {candidates.map((candidate) => (
            <li key={candidate}>
              <Button onClick={() => onChoose(end, candidate)}>
                <code className="mono wrap-anywhere">{inertText(candidate)}</code>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const titles: Record<PathFailure['error']['field'], string> = {
  from: 'From where?',
  to: 'To where?',
  port: 'Which port?',
  protocol: 'Which protocol?',
  size: 'Of what size?',
}
