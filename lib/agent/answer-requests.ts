import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { TLSSocket } from 'node:tls'
import type { Clock } from '../link/clock.ts'
import { formatIdentity, identityHeader } from '../link/identity-header.ts'
import { parseProbe } from '../link/probe-path.ts'
import type { ClockAnswer } from '../link/protocol.ts'
import { channelBinding } from '../link/secure-channel.ts'
import type { AgentKey } from './agent-key.ts'
import type { HostKeeper } from './host-keeper.ts'
import { serveStream } from './serve-stream.ts'

/** The engine's ids: 64 digits of a container or a local network, 25 letters and digits of a swarm's. */
const engineId = /^[a-z0-9]{1,64}$/
const namespaceIdLimit = 512

/** Answers what `lib/link/protocol.ts` describes out of one host's view. Read-only: every path is a GET. `key` shows who answers, over the network. */
export function answerRequests(keeper: HostKeeper, clock: Clock, key: AgentKey | null): RequestListener {
  return (request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (!response.headersSent) fail(response, 500, 'failed', `The agent failed on this question: ${String(error)}`)
      else response.destroy()
    })
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { socket } = request
    const identity = key && socket instanceof TLSSocket ? key.identify(channelBinding(socket)) : null
    if (identity) response.setHeader(identityHeader, formatIdentity(identity))
    if (request.method !== 'GET') return fail(response, 405, 'method', 'The agent only answers GET.')
    const url = new URL(request.url ?? '/', 'http://agent')
    const [version, kind, id, ...rest] = url.pathname.slice(1).split('/')
    if (version === 'v1' && rest.length === 0) {
      if (kind === 'stream' && id === undefined) return serveStream(response, keeper, clock, identity)
      if (kind === 'container' && id) return ofEngine(response, id, keeper.inspectContainer)
      if (kind === 'network' && id) return ofEngine(response, id, keeper.inspectNetwork)
      if (kind === 'service' && id) return ofEngine(response, id, keeper.inspectService)
      if (kind === 'node' && id) return ofEngine(response, id, keeper.inspectNode)
      if (kind === 'task' && id) return ofEngine(response, id, keeper.inspectTask)
      if (kind === 'namespace' && id === undefined) return ofNamespace(response, url.searchParams.get('id') ?? '')
      if (kind === 'probe' && id === undefined) return ofProbe(response, url.searchParams)
      if (kind === 'clock' && id === undefined) return send(response, 200, { at: clock.now() } satisfies ClockAnswer)
    }
    fail(response, 404, 'unknown-path', 'The agent has no such path; see lib/link/protocol.ts.')
  }

  async function ofEngine(
    response: ServerResponse,
    id: string,
    inspect: HostKeeper['inspectContainer'],
  ): Promise<void> {
    if (!engineId.test(id)) return fail(response, 400, 'bad-id', "This is not an id of the engine's.")
    send(response, 200, await inspect(id))
  }

  async function ofNamespace(response: ServerResponse, id: string): Promise<void> {
    if (id === '' || id.length > namespaceIdLimit)
      return fail(response, 400, 'bad-id', 'This is not the id of a namespace.')
    send(response, 200, await keeper.readNamespace(id))
  }

  async function ofProbe(response: ServerResponse, parameters: URLSearchParams): Promise<void> {
    const asked = parseProbe(parameters)
    if (!asked.ok) return fail(response, 400, 'bad-question', asked.reason)
    send(response, 200, await keeper.probe(asked.namespaceId, asked.question))
  }
}

const fail = (response: ServerResponse, status: number, code: string, message: string): void =>
  send(response, status, { error: { code, message } })

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}
