import { createServer, type Server } from 'node:http'
import type { Clock } from '../link/clock.ts'
import { answerRequests } from './answer-requests.ts'
import type { HostKeeper } from './host-keeper.ts'

/** Serves one host's view on a Unix socket, whose rights say who may ask. */
export function createProtocolServer(keeper: HostKeeper, clock: Clock): Server {
  const server = createServer(answerRequests(keeper, clock, null))
  server.requestTimeout = 10_000
  return server
}
