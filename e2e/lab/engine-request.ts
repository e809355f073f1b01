import { createReadStream } from 'node:fs'
import { request } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { hostSocket } from './lab-paths.ts'

export type EngineAnswer = { status: number; body: string }
export type EngineQuestion = { method?: 'GET' | 'POST' | 'DELETE'; body?: unknown; file?: string; timeoutMs?: number }

/** One call to a host's engine, any status. */
export function askEngine(host: string, path: string, question: EngineQuestion = {}): Promise<EngineAnswer> {
  return new Promise((resolve, reject) => {
    const fail = (cause: Error) => reject(new Error(`${host}: ${question.method ?? 'GET'} ${path} failed`, { cause }))
    const call = request(
      {
        socketPath: hostSocket(host),
        path,
        method: question.method ?? 'GET',
        headers: { host: 'docker', 'content-type': question.file ? 'application/x-tar' : 'application/json' },
        agent: false,
        signal: AbortSignal.timeout(question.timeoutMs ?? 60_000),
      },
      (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('error', fail)
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString() }))
      },
    )
    call.on('error', fail)
    if (question.file === undefined) call.end(question.body === undefined ? '' : JSON.stringify(question.body))
    else pipeline(createReadStream(question.file), call).catch(fail)
  })
}

/** An answer that is no success; the message holds the engine's own words. */
class EngineRefusal extends Error {
  readonly status: number
  constructor(message: string, status: number) {
    super(message)
    this.status = status
  }
}

/** One call that has to succeed. */
export async function tellEngine(host: string, path: string, question: EngineQuestion = {}): Promise<string> {
  const { status, body } = await askEngine(host, path, question)
  if (status >= 200 && status < 300) return body
  throw new EngineRefusal(`${host}: ${question.method ?? 'GET'} ${path} answered ${status}: ${body.trim()}`, status)
}

/** What a manager is asked, or null while it cannot say: one whose managers have just met, or parted, refuses until they have chosen a leader. */
export async function unlessLeaderless<Value>(question: () => Promise<Value>): Promise<Value | null> {
  try {
    return await question()
  } catch (error) {
    if (error instanceof EngineRefusal && error.status >= 500) return null
    throw error
  }
}
