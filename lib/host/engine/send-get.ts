import { type Agent, type ClientRequest, type IncomingMessage, request } from 'node:http'
import { excerpt } from '../excerpt.ts'
import { EngineFailure } from './engine-failure.ts'

/** `streamAgent` gives an endless answer a connection of its own, so that reads do not have one less. */
export type Connection = { agent: Agent; streamAgent: Agent; hostname: string; deadlineMs: number; maxBytes: number }

/** So many kept-alive connections can be dead at most when an engine has restarted: the agent has no more. */
const maxStale = 16

const longestRefusal = 64_000

/** Sends one GET and reads the whole answer as JSON. Written with callbacks: an AbortSignal and stream iteration cost a third of a small call. */
export function readJson(connection: Connection, path: string): Promise<unknown> {
  const { deadlineMs, maxBytes } = connection
  return new Promise((resolve, reject) => {
    let sent: ClientRequest | null = null
    let cause: EngineFailure | null = null
    const cut = (failure: EngineFailure) => {
      cause = failure
      sent?.destroy(failure)
    }
    const timer = setTimeout(() => {
      cut(new EngineFailure('timeout', `GET ${path} gave no answer within ${deadlineMs / 1000} s`))
    }, deadlineMs)
    const fail = (error: Error) => {
      clearTimeout(timer)
      reject(cause ?? error)
    }
    const onResponse = (response: IncomingMessage) => {
      const chunks: Buffer[] = []
      let bytes = 0
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        if (bytes <= maxBytes) chunks.push(chunk)
        else cut(new EngineFailure('too-much', `GET ${path} answered with more than ${maxBytes / 1_000_000} MB`))
      })
      response.on('error', () => fail(new EngineFailure('bad-answer', `GET ${path} was cut off in its answer`)))
      response.on('end', () => {
        clearTimeout(timer)
        try {
          resolve(parseAnswer(path, response, Buffer.concat(chunks).toString()))
        } catch (error) {
          reject(error)
        }
      })
    }
    const send = (attempt: number) => {
      const mine = start(connection, path, onResponse)
      sent = mine
      mine.on('error', (error) => {
        // A kept-alive connection that the engine closed meanwhile says nothing about the engine now.
        if (cause === null && mine.reusedSocket && attempt <= maxStale) send(attempt + 1)
        else fail(error)
      })
    }
    send(1)
  })
}

/** Opens an answer that does not end. */
export function openStream(
  connection: Connection,
  path: string,
  signal: AbortSignal | undefined,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const send = (attempt: number) => {
      const sent = start({ ...connection, agent: connection.streamAgent }, path, (response) => {
        if (response.statusCode === 200) return resolve(response)
        // The filters of the stream say nothing to a person.
        const named = path.replace(/\?.*$/s, '')
        const chunks: Buffer[] = []
        let bytes = 0
        // Only its beginning is told, so a refusal that does not end is not waited for.
        const refuse = () => {
          clearTimeout(timer)
          try {
            parseAnswer(named, response, Buffer.concat(chunks).toString())
            reject(new EngineFailure('bad-answer', `GET ${named} answered ${response.statusCode}`))
          } catch (error) {
            reject(error)
          }
          sent.destroy()
        }
        const timer = setTimeout(refuse, connection.deadlineMs)
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk)
          bytes += chunk.length
          if (bytes > longestRefusal) refuse()
        })
        response.on('error', (error) => {
          clearTimeout(timer)
          reject(error)
        })
        response.on('end', refuse)
      })
      const stop = () => sent.destroy()
      signal?.addEventListener('abort', stop)
      sent.on('close', () => signal?.removeEventListener('abort', stop))
      sent.on('error', (error) => {
        if (sent.reusedSocket && !signal?.aborted && attempt <= maxStale) send(attempt + 1)
        else reject(error)
      })
    }
    send(1)
  })
}

function start({ agent, hostname }: Connection, path: string, onResponse: (response: IncomingMessage) => void) {
  const sent = request({ agent, path, hostname }, onResponse)
  sent.end()
  return sent
}

/** The value of an answer that went well; throws what a person can do something with for every other. */
function parseAnswer(path: string, response: IncomingMessage, text: string): unknown {
  const { statusCode = 0, headers } = response
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const kind = /^\s*[[{]/.test(text) ? 'JSON that breaks off' : (headers['content-type'] ?? 'no content type')
    const said = `GET ${path} answered ${statusCode} with ${kind}: "${excerpt(text)}"`
    throw new EngineFailure(statusCode >= 400 ? 'engine-refused' : 'bad-answer', said)
  }
  if (statusCode >= 200 && statusCode < 300) return value
  const message = isRecord(value) && typeof value.message === 'string' ? value.message : text
  const code = statusCode === 404 ? 'gone' : statusCode === 401 || statusCode === 403 ? 'no-right' : 'engine-refused'
  throw new EngineFailure(code, `GET ${path} answered ${statusCode}: ${excerpt(message)}`)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
