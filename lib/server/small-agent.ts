import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AgentMessage, InspectAnswer, NamespaceAnswer } from '../link/protocol.ts'
import { protocolVersion } from '../link/protocol.ts'
import { applyChange } from '../model/apply-change.ts'
import type { Change } from '../model/change.ts'
import type { HostStatus } from '../model/status.ts'
import type { HostView } from '../model/topology.ts'

/** An agent at a real Unix socket that says what a test wants, for tests of what listens to one. */
export type SmallAgent = {
  readonly socket: string
  /** Answers by what was asked; what is not here is not found. */
  readonly inspects: Map<string, InspectAnswer>
  readonly namespaces: Map<string, NamespaceAnswer>
  /** Changes what it sees, and says so to who listens. */
  tell(change: Change): void
  beat(status: HostStatus): void
  /** Ends all streams, and takes new ones again unless `silent`. */
  drop(silent?: boolean): void
  close(): Promise<void>
}

export async function startSmallAgent(first: HostView): Promise<SmallAgent> {
  const folder = await mkdtemp(join(tmpdir(), 'portolan-small-agent-'))
  const socket = join(folder, 'agent.sock')
  const streams = new Set<ServerResponse>()
  const inspects = new Map<string, InspectAnswer>()
  const namespaces = new Map<string, NamespaceAnswer>()
  let view = first
  let silent = false
  let seq = 0

  const write = (stream: ServerResponse, message: AgentMessage) => stream.write(`${JSON.stringify(message)}\n`)
  const send = (message: AgentMessage) => {
    for (const stream of streams) write(stream, message)
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://agent')
    const [, , kind, id = ''] = url.pathname.split('/')
    if (silent) return response.destroy()
    if (kind === 'stream') {
      streams.add(response)
      response.on('close', () => streams.delete(response))
      const teller = { protocol: protocolVersion, epoch: 'small', identity: null, beatMs: 5_000 }
      return write(response, { kind: 'view', ...teller, seq, view })
    }
    const answer =
      kind === 'namespace' ? namespaces.get(url.searchParams.get('id') ?? '') : inspects.get(decodeURIComponent(id))
    if (!answer) return response.writeHead(500).end()
    return response.end(JSON.stringify(answer))
  })
  server.listen(socket)
  await once(server, 'listening')

  return {
    socket,
    inspects,
    namespaces,
    tell(change) {
      seq += 1
      view = applyChange(view, change)
      send({ kind: 'change', seq, change })
    },
    beat: (status) => send({ kind: 'beat', seq, at: Date.now(), status }),
    drop(stayAway = false) {
      silent = stayAway
      for (const stream of streams) stream.destroy()
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await rm(folder, { recursive: true })
    },
  }
}
