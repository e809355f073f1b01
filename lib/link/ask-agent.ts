import { request } from 'node:http'
import type { z } from 'zod'

export type Asked<T> = { ok: true; value: T } | { ok: false; reason: string }

/** One question to an agent. The deadline is longer than the agent's own for one engine call. */
const deadlineMs = 15_000
const answerLimit = 64 * 1024 * 1024

/** Asks an agent over its Unix socket and checks the answer against its schema. Trouble is an answer, never thrown. */
export function askAgent<T>(socketPath: string, path: string, schema: z.ZodType<T>): Promise<Asked<T>> {
  return new Promise((resolve) => {
    const fail = (reason: string) => {
      asking.destroy()
      resolve({ ok: false, reason })
    }
    const asking = request({ socketPath, path, signal: AbortSignal.timeout(deadlineMs) }, (response) => {
      const parts: string[] = []
      let length = 0
      response.setEncoding('utf8')
      response.on('data', (part: string) => {
        parts.push(part)
        length += part.length
        if (length > answerLimit) fail(`the agent's answer to ${path} is longer than ${answerLimit} characters`)
      })
      response.on('error', (error) => fail(explain(error, path)))
      response.on('end', () => resolve(check(path, response.statusCode ?? 0, parts.join(''), schema)))
    })
    asking.on('error', (error) => fail(explain(error, path)))
    asking.end()
  })
}

function check<T>(path: string, status: number, text: string, schema: z.ZodType<T>): Asked<T> {
  if (status !== 200) return { ok: false, reason: `the agent answered ${path} with status ${status}` }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { ok: false, reason: `the agent's answer to ${path} is not JSON` }
  }
  try {
    const parsed = schema.safeParse(json)
    if (parsed.success) return { ok: true, value: parsed.data }
    return { ok: false, reason: `the agent's answer to ${path} has another form (${parsed.error.issues[0]?.message})` }
  } catch (error) {
    // A schema of JSON goes as deep as the answer does.
    if (!(error instanceof RangeError)) throw error
    return { ok: false, reason: `the agent's answer to ${path} is nested too deeply` }
  }
}

const explain = (error: Error, path: string): string =>
  error.name === 'TimeoutError' || error.name === 'AbortError'
    ? `the agent gave no answer to ${path} within ${deadlineMs / 1000} s`
    : `the agent could not be asked ${path}: ${error.message}`
