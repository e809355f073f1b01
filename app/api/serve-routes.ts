import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { sendStream } from '../../lib/server/send-stream.ts'
import * as healthz from '../healthz/route.ts'
import * as readyz from '../readyz/route.ts'
import * as agents from './agents/route.ts'
import * as container from './containers/[id]/route.ts'
import * as containers from './containers/route.ts'
import * as endpoint from './endpoints/[id]/route.ts'
import * as endpoints from './endpoints/route.ts'
import * as host from './hosts/[id]/route.ts'
import * as hosts from './hosts/route.ts'
import * as network from './networks/[id]/route.ts'
import * as networks from './networks/route.ts'
import * as node from './nodes/[id]/route.ts'
import * as nodes from './nodes/route.ts'
import * as probe from './path/probe/route.ts'
import * as path from './path/route.ts'
import * as picture from './picture.svg/route.ts'
import * as service from './services/[id]/route.ts'
import * as services from './services/route.ts'
import * as session from './session/route.ts'
import * as stream from './stream/route.ts'
import * as topology from './topology/route.ts'

type Handle = (request: Request, context: { params: Promise<{ id: string }> }) => Promise<Response>
type Route = { GET?: Handle; HEAD?: Handle; POST?: Handle; DELETE?: Handle }

const routes: Record<string, Route> = {
  '/healthz': healthz,
  '/readyz': readyz,
  '/api/agents': agents,
  '/api/containers': containers,
  '/api/containers/': container,
  '/api/endpoints': endpoints,
  '/api/endpoints/': endpoint,
  '/api/hosts': hosts,
  '/api/hosts/': host,
  '/api/networks': networks,
  '/api/networks/': network,
  '/api/nodes': nodes,
  '/api/nodes/': node,
  '/api/path': path,
  '/api/path/': probe,
  '/api/picture.svg': picture,
  '/api/services': services,
  '/api/services/': service,
  '/api/session': session,
  '/api/stream': stream,
  '/api/topology': topology,
}

/**
 * Serves the routes over real HTTP as Next does: a Web request in, its parameters decoded, the answer streamed out. A HEAD without a route of its own
 * is a GET whose body nobody reads or cancels, and only a connection that breaks aborts.
 */
export async function serveRoutes(): Promise<{ url: string; close(): void }> {
  const server = createServer(async (incoming, outgoing) => {
    const abort = new AbortController()
    outgoing.on('close', () => outgoing.writableFinished || abort.abort())
    const { pathname } = new URL(incoming.url ?? '/', 'http://server')
    const [, list, id] = /^(\/api\/[^/]+\/)([^/]+)$/.exec(pathname) ?? [null, pathname, '']
    const route = routes[list ?? '']
    const method = methodOf(incoming)
    const handle = route?.[method] ?? (method === 'HEAD' ? route?.GET : undefined)
    if (!handle) return outgoing.writeHead(405).end()
    const params = Promise.resolve({ id: decodeURIComponent(id ?? '') })
    const answer = await handle(await webRequest(incoming, abort.signal), { params })
    outgoing.writeHead(answer.status, Object.fromEntries(answer.headers))
    return answer.body && method !== 'HEAD' ? sendStream(answer.body, outgoing) : outgoing.end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the test server has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

function methodOf({ method }: IncomingMessage): keyof Route {
  return method === 'HEAD' || method === 'POST' || method === 'DELETE' ? method : 'GET'
}

async function webRequest(incoming: IncomingMessage, signal: AbortSignal): Promise<Request> {
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value))
  const body = methodOf(incoming) === 'POST' ? await text(incoming) : null
  const url = `http://${incoming.headers.host}${incoming.url}`
  return new Request(url, { method: methodOf(incoming), headers, signal, body })
}
