import { ProbeQuestion } from '../model/probe.ts'

const longestId = 512
const longestQuestion = 2_000

/** The path by which an agent is asked to send a packet. */
export const probePath = (namespaceId: string, question: ProbeQuestion): string =>
  `/v1/probe?namespace=${encodeURIComponent(namespaceId)}&question=${encodeURIComponent(JSON.stringify(question))}`

type ParsedProbe = { ok: true; namespaceId: string; question: ProbeQuestion } | { ok: false; reason: string }

/** What such a path asks for. */
export function parseProbe(parameters: URLSearchParams): ParsedProbe {
  const namespaceId = parameters.get('namespace') ?? ''
  const text = parameters.get('question') ?? ''
  if (namespaceId === '' || namespaceId.length > longestId)
    return { ok: false, reason: 'This is not the id of a namespace.' }
  const parsed = text.length > longestQuestion ? null : ProbeQuestion.safeParse(parseJson(text))
  if (!parsed?.success) return { ok: false, reason: 'This is no question that a packet could answer.' }
  return { ok: true, namespaceId, question: parsed.data }
}

/** Null for what is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
