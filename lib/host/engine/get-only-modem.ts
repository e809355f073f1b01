import { type Agent, type IncomingMessage, request } from 'node:http'
import { excerpt } from '../excerpt.ts'
import { connectionFailure, EngineFailure } from './engine-failure.ts'

/** The part of dockerode's request that a GET needs. */
export type DialRequest = {
  path: string
  method?: string
  options?: Record<string, unknown>
  isStream?: boolean
  abortSignal?: AbortSignal
}
export type DialCallback = (error: Error | null, result?: unknown) => void

export type ModemSettings = { agent: Agent; basePath: string; label: string; deadlineMs: number; maxBytes: number }

/** Every path that may go to an engine, below `/vN.NN`. An id is 64 hexadecimal digits, or a swarm's 25 letters and digits. */
const allowedPaths = [
  /^\/version$/,
  /^\/info$/,
  /^\/networks$/,
  /^\/networks\/(?:[0-9a-f]{64}|[0-9a-z]{25})$/,
  /^\/containers\/json$/,
  /^\/containers\/[0-9a-f]{64}\/json$/,
  /^\/events$/,
]

/**
 * Stands where dockerode expects docker-modem, and does less: GET only, a closed list of paths, no redirects, one engine, a deadline and a cap on
 * every answer. docker-modem renders each request for its debug log even when that is off (with an `agent` 40 times the cost of the call),
 * follows redirects to any host, and has no bound on an answer's size.
 */
export class GetOnlyModem {
  /** Set by dockerode, which makes its promises with it. */
  Promise: PromiseConstructor = Promise
  /** `v1.43`, or null before the version was negotiated. */
  version: string | null = null
  readonly #settings: ModemSettings

  constructor(settings: ModemSettings) {
    this.#settings = settings
  }

  dial(asked: DialRequest, callback: DialCallback): void {
    const bare = asked.path.replace(/\?$/, '')
    if (asked.method !== 'GET' || !allowedPaths.some((allowed) => allowed.test(bare))) {
      callback(new EngineFailure('failed', `${asked.method ?? 'GET'} ${excerpt(bare)} is not on the list of reads`))
      return
    }
    const prefix = this.version === null || bare === '/version' ? '' : `/${this.version}`
    const path = `${this.#settings.basePath}${prefix}${bare}${formatQuery(asked.options ?? {})}`
    const answer = asked.isStream ? this.#openStream(path, asked.abortSignal) : this.#readJson(path)
    answer.then(
      (value) => callback(null, value),
      (error: unknown) => callback(connectionFailure(error, this.#settings.label)),
    )
  }

  async #readJson(path: string): Promise<unknown> {
    const { deadlineMs, maxBytes, agent } = this.#settings
    const abort = new AbortController()
    const timer = setTimeout(() => {
      abort.abort(new EngineFailure('timeout', `GET ${path} gave no answer within ${deadlineMs / 1000} s`))
    }, deadlineMs)
    try {
      const response = await this.#get(path, abort.signal, agent)
      return parseJson(path, response, await readText(path, response, maxBytes))
    } catch (error) {
      throw abort.signal.aborted ? abort.signal.reason : error
    } finally {
      clearTimeout(timer)
    }
  }

  /** Opens an answer that does not end. It has a connection of its own, closed with it. */
  async #openStream(path: string, signal: AbortSignal | undefined): Promise<IncomingMessage> {
    const { agent, maxBytes } = this.#settings
    const response = await this.#get(path, signal, agent)
    if (response.statusCode !== 200) parseJson(path, response, await readText(path, response, maxBytes))
    return response
  }

  async #get(path: string, signal: AbortSignal | undefined, agent: Agent): Promise<IncomingMessage> {
    for (let attempt = 1; ; attempt++) {
      const sent = request({ agent, path, method: 'GET', headers: { host: 'docker' }, ...(signal ? { signal } : {}) })
      try {
        return await new Promise<IncomingMessage>((resolve, reject) => {
          sent.on('response', resolve)
          sent.on('error', reject)
          sent.end()
        })
      } catch (error) {
        // A kept-alive connection that the engine closed meanwhile (it restarted) says nothing about the engine now.
        const isStale = sent.reusedSocket && !signal?.aborted && attempt <= 16
        if (!isStale) throw error
      }
    }
  }
}

function formatQuery(options: Record<string, unknown>): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(options)) {
    if (value === undefined || key === 'abortSignal') continue
    query.set(key, value === true ? '1' : typeof value === 'object' ? JSON.stringify(value) : String(value))
  }
  return query.size === 0 ? '' : `?${query}`
}

function readText(path: string, response: IncomingMessage, maxBytes: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let bytes = 0
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > maxBytes) {
        response.destroy()
        reject(new EngineFailure('too-much', `GET ${path} answered with more than ${maxBytes / 1_000_000} MB`))
      } else chunks.push(chunk)
    })
    response.on('end', () => resolve((chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)).toString()))
    response.on('aborted', () => reject(new EngineFailure('bad-answer', `GET ${path} was cut off in its answer`)))
    response.on('error', reject)
  })
}

function parseJson(path: string, response: IncomingMessage, text: string): unknown {
  const { statusCode = 0, headers } = response
  const kind = headers['content-type'] ?? 'no content type'
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const end = text.length > 0 && /^\s*[[{]/.test(text) ? 'JSON that breaks off' : kind
    const fault = error instanceof SyntaxError ? `${end}: "${excerpt(text)}"` : String(error)
    throw new EngineFailure('bad-answer', `GET ${path} answered ${statusCode} with ${fault}`)
  }
  if (statusCode >= 200 && statusCode < 300) return value
  const message = isRecord(value) && typeof value.message === 'string' ? value.message : text
  const code = statusCode === 404 ? 'gone' : statusCode === 401 || statusCode === 403 ? 'no-right' : 'engine-refused'
  throw new EngineFailure(code, `GET ${path} answered ${statusCode}: ${excerpt(message)}`)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
