import type { Server } from 'node:https'
import type { Clock } from '../link/clock.ts'
import { readSharedSecret } from '../link/shared-secret.ts'
import { readAgentKey } from './agent-key.ts'
import { createNetworkServer } from './create-network-server.ts'
import type { HostKeeper } from './host-keeper.ts'
import { listenOnNetwork } from './listen-on-network.ts'
import type { ListenPlan } from './parse-listen.ts'

/** Where the agent answers over the network, and the fingerprint of its own key. */
export type ServedNetwork = { address: string; keyFingerprint: string }

type OpenedNetwork = { ok: true; server: Server; served: ServedNetwork } | { ok: false; reason: string }

/** Reads the secret and the agent's own key, and serves. */
export async function openNetwork(
  keeper: HostKeeper,
  { host, port, secretFile, stateFolder }: ListenPlan,
  clock: Clock,
  tell: (line: string) => void,
): Promise<OpenedNetwork> {
  const secret = readSharedSecret(secretFile)
  if (!secret.ok) return secret
  const key = await readAgentKey(stateFolder)
  if (!key.ok) return key
  const server = createNetworkServer(keeper, { secret: secret.secret, key: key.key, clock, onRefusal: tell })
  const listening = await listenOnNetwork(server, host, port, tell)
  if (!listening.ok) return listening
  return { ok: true, server, served: { address: listening.address, keyFingerprint: key.key.fingerprint } }
}
