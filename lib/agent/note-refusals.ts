import type { Server } from 'node:https'
import type { Clock } from '../link/clock.ts'

const restMs = 10 * 60_000
const peersRemembered = 256

/** Tells of each peer that is turned away, once in ten minutes at most, in words that hold nothing of what it sent. */
export function noteRefusals(server: Server, clock: Clock, onRefusal: (line: string) => void): void {
  const toldAt = new Map<string, number>()

  server.on('tlsClientError', (error, { remoteAddress }) => {
    const what = describeRefusal(error)
    if (what === null || remoteAddress === undefined) return
    const note = `${remoteAddress} ${what}`
    const last = toldAt.get(note)
    if (last !== undefined && clock.now() - last < restMs) return
    toldAt.delete(note)
    toldAt.set(note, clock.now())
    const [oldest] = toldAt.keys()
    if (toldAt.size > peersRemembered && oldest !== undefined) toldAt.delete(oldest)
    onRefusal(`${note}; turned away`)
  })
}

/** Null for a peer that only comes and goes, as who looks for open ports does. */
function describeRefusal(error: Error): string | null {
  const code = 'code' in error ? error.code : undefined
  if (code === 'ERR_SSL_BINDER_DOES_NOT_VERIFY') return 'holds another secret'
  if (code === 'ERR_SSL_HTTP_REQUEST') return 'asks without encryption'
  if (typeof code === 'string' && code.startsWith('ERR_SSL')) return 'does not offer TLS 1.3 with a shared secret'
  return null
}
