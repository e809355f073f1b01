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

/** The question in one line: `tcp web → db:5432`. */
export function questionText({ from, to, protocol, port, size }: PathAnswer['question']): string {
  const end =
    port === null || /:\d+$/.test(to) ? to : to.includes(':') && !/^\w+:/.test(to) ? `[${to}]:${port}` : `${to}:${port}`
  return `${protocol} ${from} → ${end}${size > smallest ? `, ${size} octets` : ''}`
}

/** What a shared picture of a way is called: the question and how it ends. */
export const pathTitle = ({ question, verdict }: PathAnswer): string =>
  `${questionText(question)}: ${outcomeWords[verdict.outcome].toLowerCase()}`

/** What a question without a size is asked with, at most. */
const smallest = 128
