import type { ServerResponse } from 'node:http'
import type { Clock, Timer } from '../link/clock.ts'
import { type AgentIdentity, type AgentMessage, protocolVersion } from '../link/protocol.ts'
import type { HostKeeper } from './host-keeper.ts'

/** Well within the 15 s that the protocol allows, so that ages on a page are fresh. */
const beatMs = 5_000
/** A reader may leave this much unread, or anything for so long; then it is cut off and asks for the whole view again. */
const backlogLimit = 32 * 1024 * 1024
const stallMs = 20_000

/** Sends the whole view, then each change in order, with beats between; a reader that does not read is cut off. */
export function serveStream(
  response: ServerResponse,
  keeper: HostKeeper,
  clock: Clock,
  identity: AgentIdentity | null,
): void {
  let stalledAt: number | null = null
  let beating: Timer | null = null

  response.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' })
  response.on('drain', () => {
    stalledAt = null
  })

  const view = keeper.view()
  const { epoch } = keeper
  send({ kind: 'view', protocol: protocolVersion, epoch, seq: keeper.sequence(), view, identity })
  const stop = keeper.subscribe((seq, change) => send({ kind: 'change', seq, change }))
  response.on('close', () => {
    stop()
    beating?.cancel()
  })
  beat()

  function beat(): void {
    beating = clock.after(beatMs, beat)
    send({ kind: 'beat', seq: keeper.sequence(), at: clock.now(), status: keeper.status() })
  }

  function send(message: AgentMessage): void {
    const stalled = stalledAt !== null && clock.now() - stalledAt > stallMs
    if (stalled || (stalledAt !== null && response.writableLength > backlogLimit)) {
      response.destroy()
      return
    }
    if (!response.write(`${JSON.stringify(message)}\n`)) stalledAt ??= clock.now()
  }
}
