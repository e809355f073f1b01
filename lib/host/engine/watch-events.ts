import type Dockerode from 'dockerode'
import type { FailureCode } from '../../model/failure-code.ts'
import type { EngineHandlers, Watch } from '../host-source.ts'
import { LineSplitter } from '../line-splitter.ts'
import { EngineFailure } from './engine-failure.ts'
import { parseEvent } from './parse-event.ts'

/** What changes a network picture; the engine sends nothing else, so a storm of image or exec events costs nobody anything. */
const types = ['container', 'network', 'service', 'node', 'daemon'] as const
const actions = [
  ...['create', 'start', 'restart', 'stop', 'die', 'pause', 'unpause', 'rename', 'update', 'destroy', 'health_status'],
  ...['connect', 'disconnect', 'remove', 'reload'],
]

/** Opens `/events` and reads it as fast as it comes, always: an unread stream slows the whole engine. */
export function watchEvents(docker: Dockerode, handlers: EngineHandlers, sinceNano: number | null): Watch {
  const abort = new AbortController()
  let hasEnded = false
  const end = (reason: string, code?: FailureCode) => {
    if (hasEnded) return
    hasEnded = true
    abort.abort()
    handlers.onClose(reason, code)
  }
  let unreadable = 0
  const lines = new LineSplitter((line) => {
    const event = parseEvent(line)
    if (event === null) unreadable++
    else if (!hasEnded) handlers.onEvent(event)
  })
  const closeReason = (what: string) => {
    const lost = unreadable + lines.dropped
    return lost === 0 ? what : `${what}; ${lost} of its lines could not be read`
  }
  const since = sinceNano === null ? {} : { since: Math.floor(sinceNano / 1e9) }
  docker.getEvents({ filters: { type: [...types], event: actions }, ...since, abortSignal: abort.signal }).then(
    (stream) => {
      if (hasEnded) return
      stream.on('data', (chunk: Buffer) => lines.push(chunk))
      stream.on('end', () => end(closeReason('the engine ended its event stream')))
      stream.on('error', (error: Error) => end(closeReason(`the event stream broke: ${error.message}`)))
      stream.on('close', () => end(closeReason('the event stream was closed')))
      handlers.onOpen()
    },
    (error: unknown) =>
      error instanceof EngineFailure
        ? end(error.message, error.code)
        : end(error instanceof Error ? error.message : String(error)),
  )
  return {
    stop() {
      hasEnded = true
      abort.abort()
    },
  }
}
