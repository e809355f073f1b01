import { type ClientRequest, type IncomingMessage, request as requestPlain } from 'node:http'
import { Agent, request as requestSecure } from 'node:https'
import { type AgentAddress, formatAddress } from './agent-address.ts'
import { channelSettings, keyName } from './secure-channel.ts'
import type { SharedSecret } from './shared-secret.ts'

/** Asks one agent, over its socket or, encrypted, over the network. */
export type Dialler = {
  readonly address: AgentAddress
  get(path: string, onResponse: (response: IncomingMessage) => void, signal?: AbortSignal): ClientRequest
  close(): void
}

const parallelQuestions = 16

/** Each dialler has connections of its own and keeps none alive, so that none made with another secret ever answers. */
export function createDialler(address: AgentAddress, secret: SharedSecret | null): Dialler {
  if (address.kind === 'socket') {
    const { path: socketPath } = address
    return {
      address,
      get: (path, onResponse, signal) => requestPlain({ socketPath, path, agent: false, signal }, onResponse).end(),
      close() {},
    }
  }
  if (!secret) throw new Error(`An agent over the network, ${formatAddress(address)}, is asked with a secret only.`)
  const agent = new Agent({
    ...channelSettings,
    keepAlive: false,
    maxSockets: parallelQuestions,
    maxCachedSessions: 0,
    pskCallback: () => ({ psk: secret.export(), identity: keyName }),
    // Who has no proof of the secret shows a certificate instead; none is good enough, whoever signed it.
    ca: [],
    checkServerIdentity: () => new Error('A certificate is no proof of the shared secret.'),
    rejectUnauthorized: true,
  })
  const { host, port } = address
  return {
    address,
    get: (path, onResponse, signal) => requestSecure({ host, port, path, agent, signal }, onResponse).end(),
    close: () => agent.destroy(),
  }
}
