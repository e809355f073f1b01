import type { ServerResponse } from 'node:http'
import type { Clock, Timer } from '../link/clock.ts'
import { type AgentIdentity, type AgentMessage, protocolVersion } from '../link/protocol.ts'
import { createOutbox } from './create-outbox.ts'
import type { HostKeeper } from './host-keeper.ts'

/** Well within the 15 s that the protocol allows, so that ages on a page are fresh. */
const beatMs = 5_000

/** Sends the whole view, then each change in order, with beats between; a reader that does not read is cut off. */
export function serveStream(
  response: ServerResponse,
  keeper: HostKeeper,
  clock: Clock,
  identity: AgentIdentity | null,
): void {
  const outbox = createOutbox(response, clock)
  let beating: Timer | null = null

  response.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' })

  const view = keeper.view()
  const { epoch } = keeper
  send({ kind: 'view', protocol: protocolVersion, epoch, seq: keeper.sequence(), view, identity, beatMs })
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
    outbox.send(`${JSON.stringify(message)}\n`)
  }
}
