import { excerpt } from '../excerpt.ts'
import { connectionFailure, EngineFailure } from './engine-failure.ts'
import { type Connection, openStream, readJson } from './send-get.ts'

/** The part of dockerode's request that a GET needs. */
export type DialRequest = {
  path: string
  method?: string
  options?: Record<string, unknown>
  isStream?: boolean
  abortSignal?: AbortSignal
}
export type DialCallback = (error: Error | null, result?: unknown) => void

export type ModemSettings = Connection & { basePath: string; label: string }

/** Every path that may go to an engine, below `/vN.NN`. An id is 64 hexadecimal digits, or a swarm's 25 letters and digits. */
const allowedPath =
  /^\/(?:version|info|events|nodes|services|tasks|networks(?:\/(?:[0-9a-f]{64}|[0-9a-z]{25}))?|containers\/(?:[0-9a-f]{64}\/)?json)$/

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
    const bare = asked.path.endsWith('?') ? asked.path.slice(0, -1) : asked.path
    if (asked.method !== 'GET' || !allowedPath.test(bare)) {
      callback(new EngineFailure('failed', `${asked.method ?? 'GET'} ${excerpt(bare)} is not on the list of reads`))
      return
    }
    const prefix = this.version === null || bare === '/version' ? '' : `/${this.version}`
    const path = `${this.#settings.basePath}${prefix}${bare}${formatQuery(asked.options)}`
    const answer = asked.isStream ? openStream(this.#settings, path, asked.abortSignal) : readJson(this.#settings, path)
    answer.then(
      (value) => callback(null, value),
      (error: unknown) => callback(connectionFailure(error, this.#settings.label)),
    )
  }
}

function formatQuery(options: Record<string, unknown> | undefined): string {
  if (options === undefined) return ''
  const pairs = Object.entries(options)
    .filter(([key, value]) => value !== undefined && key !== 'abortSignal')
    .map(([key, value]) => `${key}=${encodeURIComponent(formatValue(value))}`)
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}

function formatValue(value: unknown): string {
  return value === true ? '1' : typeof value === 'object' ? JSON.stringify(value) : String(value)
}
