import type { Server } from 'node:https'
import { formatAddress } from '../link/agent-address.ts'

export type Listening = { ok: true; address: string } | { ok: false; reason: string }

/** Listens on an address of this machine; where the port is 0, on one that is free. */
export function listenOnNetwork(server: Server, host: string, port: number): Promise<Listening> {
  const asked = formatAddress({ kind: 'network', host, port })
  return new Promise((resolve) => {
    server.once('error', (error) => resolve({ ok: false, reason: `${asked} cannot be listened on: ${error.message}` }))
    server.listen({ host, port }, () => {
      const bound = server.address()
      const found = typeof bound === 'object' && bound ? bound.port : port
      resolve({ ok: true, address: formatAddress({ kind: 'network', host, port: found }) })
    })
  })
}
