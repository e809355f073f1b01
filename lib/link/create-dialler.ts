import { type ClientRequest, type IncomingMessage, request as requestPlain } from 'node:http'
import { Agent, request as requestSecure } from 'node:https'
import { type AgentAddress, formatAddress } from './agent-address.ts'
import { channelSettings, keyName } from './secure-channel.ts'
import type { SharedSecret } from './shared-secret.ts'

/** Reaches one agent, over its socket or, encrypted, over the network. */
export type Dialler = {
  readonly address: AgentAddress
  ask(path: string, onResponse: OnResponse, signal: AbortSignal): ClientRequest
  /** For an answer without end. It never waits for questions that are under way. */
  listen(path: string, onResponse: OnResponse): ClientRequest
  close(): void
}

type OnResponse = (response: IncomingMessage) => void

const questionsAtOnce = 16

/** Each dialler has connections of its own and keeps none alive, so that none made with another secret ever answers. */
export function createDialler(address: AgentAddress, secret: SharedSecret | null): Dialler {
  if (address.kind === 'socket') {
    const { path: socketPath } = address
    return {
      address,
      ask: (path, onResponse, signal) => requestPlain({ socketPath, path, agent: false, signal }, onResponse).end(),
      listen: (path, onResponse) => requestPlain({ socketPath, path, agent: false }, onResponse).end(),
      close() {},
    }
  }
  if (!secret) throw new Error(`An agent over the network, ${formatAddress(address)}, is asked with a secret only.`)
  const settings = {
    ...channelSettings,
    keepAlive: false,
    maxCachedSessions: 0,
    pskCallback: () => ({ psk: secret.export(), identity: keyName }),
    // Who has no proof of the secret shows a certificate instead; none is good enough, whoever signed it.
    ca: [],
    checkServerIdentity: () => new Error('A certificate is no proof of the shared secret.'),
    rejectUnauthorized: true,
  }
  const asking = new Agent({ ...settings, maxSockets: questionsAtOnce })
  const listening = new Agent(settings)
  const { host, port } = address
  return {
    address,
    ask: (path, onResponse, signal) => requestSecure({ host, port, path, agent: asking, signal }, onResponse).end(),
    listen: (path, onResponse) => requestSecure({ host, port, path, agent: listening }, onResponse).end(),
    close() {
      asking.destroy()
      listening.destroy()
    },
  }
}
