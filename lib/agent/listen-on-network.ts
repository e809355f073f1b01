import type { Server } from 'node:https'
import { formatAddress } from '../link/agent-address.ts'

export type Listening = { ok: true; address: string } | { ok: false; reason: string }

/** Listens on an address of this machine; where the port is 0, on one that is free. What fails later, such as a want of file handles, is told. */
export function listenOnNetwork(
  server: Server,
  host: string,
  port: number,
  onTrouble: (line: string) => void,
): Promise<Listening> {
  const nameOf = (found: number) => formatAddress({ kind: 'network', host, port: found })
  return new Promise((resolve) => {
    const refuse = (error: Error) =>
      resolve({ ok: false, reason: `${nameOf(port)} cannot be listened on: ${error.message}` })
    server.once('error', refuse)
    server.listen({ host, port }, () => {
      server.off('error', refuse)
      server.on('error', (error) => onTrouble(`a connection could not be taken: ${error.message}`))
      const bound = server.address()
      resolve({ ok: true, address: nameOf(typeof bound === 'object' && bound ? bound.port : port) })
    })
  })
}
