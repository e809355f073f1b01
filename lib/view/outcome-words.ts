import type { Outcome, PathAnswer } from '../analyse/path/trace.ts'

/** Green for what arrives, red for what does not, amber for what nobody knows. */
export const outcomeTone = (outcome: Outcome): 'ok' | 'warn' | 'bad' =>
  outcome === 'delivered' ? 'ok' : outcome === 'unknown' ? 'warn' : 'bad'

/** The sign beside the word, so that colour is never alone. */
export const outcomeSign = (outcome: Outcome): string =>
  outcome === 'delivered' ? '✓' : outcome === 'unknown' ? '?' : '✕'

export const outcomeWords: Record<Outcome, string> = {
  delivered: 'Delivered',
  refused: 'Refused',
  dropped: 'Dropped',
  rejected: 'Rejected',
  'no-route': 'No route',
  'no-neighbour': 'No neighbour',
  'not-forwarded': 'Not forwarded',
  'name-not-found': 'Name not found',
  loop: 'Loop',
  'too-big': 'Too big',
  unknown: 'Unknown',
}

/** The question in one line: `tcp web → db:5432`; who was named by an id, by name. */
export function questionText({ question, from, to }: Pick<PathAnswer, 'question' | 'from' | 'to'>): string {
  const { protocol, port, size } = question
  const start = isId.test(question.from) ? from.label : question.from
  const end = isId.test(question.to) ? to.label : question.to
  const there =
    port === null || /[^:]:\d+$|\]:\d+$/.test(end)
      ? end
      : end.includes(':') && !/^\w+:[^:]*$/.test(end)
        ? `[${end}]:${port}`
        : `${end}:${port}`
  return `${protocol} ${start} → ${there}${size > smallest ? `, ${size} octets` : ''}`
}

/** The engine's ids, with a port or without. */
const isId = /^(?:container:)?[0-9a-f]{12,64}(?::\d{1,5})?$/

/** What a shared picture of a way is called: the question and how it ends. */
export const pathTitle = (answer: PathAnswer): string =>
  `${questionText(answer)}: ${outcomeWords[answer.verdict.outcome].toLowerCase()}`

/** What a question without a size is asked with, at most. */
const smallest = 128
