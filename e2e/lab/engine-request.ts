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

/** One call that has to succeed; the error holds the engine's own words. */
export async function tellEngine(host: string, path: string, question: EngineQuestion = {}): Promise<string> {
  const { status, body } = await askEngine(host, path, question)
  if (status >= 200 && status < 300) return body
  throw new Error(`${host}: ${question.method ?? 'GET'} ${path} answered ${status}: ${body.trim()}`)
}
