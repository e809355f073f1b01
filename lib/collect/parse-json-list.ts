import type { z } from 'zod'
import type { PartProblem, PartReading } from './namespace-facts.ts'

/** The items of a tool's JSON array; of one that was cut, those that are whole. `{}` stands for an item that was filtered out. */
export function parseJsonList<T extends z.ZodType>(text: string, item: T): PartReading<z.output<T>[]> {
  const { values, problem } = readList(text.trim())
  const problems: PartProblem[] = problem === null ? [] : [{ code: 'bad-answer', reason: problem }]
  const parsed: z.output<T>[] = []
  for (const [position, value] of values.entries()) {
    if (isEmptyObject(value)) continue
    const result = item.safeParse(value)
    if (result.success) {
      parsed.push(result.data)
      continue
    }
    const issue = result.error.issues[0]
    const reason = `entry ${position + 1}: ${issue?.path.map(String).join('.') || 'whole'}: ${issue?.message ?? 'not understood'}`
    problems.push({ code: 'not-understood', reason })
  }
  return { value: parsed, problems }
}

function readList(text: string): { values: unknown[]; problem: string | null } {
  // Some versions print nothing, or a lone bracket, where there is nothing to show.
  if (text === '' || text === '[') return { values: [], problem: null }
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? { values: value, problem: null } : { values: [], problem: 'not a list' }
  } catch {
    const values = wholeObjects(text)
    return { values, problem: `the output is cut or garbled; ${values.length} whole entries were read` }
  }
}

/** The objects of the outermost list that are complete. */
function wholeObjects(text: string): unknown[] {
  const values: unknown[] = []
  let depth = 0
  let start = 0
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]
    if (quoted) {
      if (letter === '\\') at++
      else if (letter === '"') quoted = false
    } else if (letter === '"') quoted = true
    else if (letter === '{') {
      if (depth === 0) start = at
      depth++
    } else if (letter === '}' && depth > 0) {
      depth--
      if (depth === 0) {
        const value = parseOrNothing(text.slice(start, at + 1))
        if (value !== undefined) values.push(value)
      }
    }
  }
  return values
}

function parseOrNothing(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isEmptyObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0
