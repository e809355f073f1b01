import type { z } from 'zod'
import { badRequest } from './respond.ts'

const longest = 8 * 1024

/** A small JSON body by its schema, or the refusal. */
export async function readJson<T>(
  request: Request,
  schema: z.ZodType<T>,
): Promise<{ ok: true; body: T } | { ok: false; refusal: Response }> {
  const wrong = (message: string) => ({ ok: false as const, refusal: badRequest('bad-body', message) })
  if (!request.headers.get('content-type')?.startsWith('application/json')) return wrong('The body must be JSON.')
  const text = await readText(request)
  if (text === null) return wrong(`The body is longer than ${longest} bytes.`)
  const parsed = schema.safeParse(parseJson(text))
  if (parsed.success) return { ok: true, body: parsed.data }
  const issue = parsed.error.issues[0]
  return wrong(`The body is not as asked for: ${issue?.path.join('.') || 'body'}: ${issue?.message}.`)
}

/** Null where there is more than is read. */
async function readText(request: Request): Promise<string | null> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of request.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > longest) return null
  }
  return text + decoder.decode()
}

/** Undefined is what no schema takes. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
