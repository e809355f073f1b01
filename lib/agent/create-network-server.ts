import { createServer, type Server } from 'node:https'
import type { Clock } from '../link/clock.ts'
import { channelSettings, keyName } from '../link/secure-channel.ts'
import type { SharedSecret } from '../link/shared-secret.ts'
import type { AgentKey } from './agent-key.ts'
import { answerRequests } from './answer-requests.ts'
import type { HostKeeper } from './host-keeper.ts'
import { limitConnections } from './limit-connections.ts'
import { noteRefusals } from './note-refusals.ts'

type NetworkSettings = { secret: SharedSecret; key: AgentKey; clock: Clock; onRefusal(line: string): void }

/** Longer than the headers of any question, and than any pause of a peer that is alive: the stream beats every 5 s. */
const headerLimit = 8 * 1024
const handshakeMs = 5_000
const idleMs = 60_000

/** Serves one host's view over the network, to those alone who prove to know the secret. */
export function createNetworkServer(keeper: HostKeeper, { secret, key, clock, onRefusal }: NetworkSettings): Server {
  const server = createServer(
    {
      ...channelSettings,
      pskCallback: (_socket, identity) => (identity === keyName ? secret.export() : null),
      handshakeTimeout: handshakeMs,
      maxHeaderSize: headerLimit,
      requestTimeout: 10_000,
      headersTimeout: 10_000,
    },
    answerRequests(keeper, clock, key),
  )
  server.setTimeout(idleMs)
  limitConnections(server)
  noteRefusals(server, clock, onRefusal)
  return server
}
