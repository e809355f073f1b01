import type { ListeningSocket, Namespace } from '../../../model/namespace.ts'
import type { Evidence } from '../trace.ts'

/** A listening socket as `ss` prints it, with the command that shows it. */
export const socketEvidence = ({ id }: Namespace, socket: ListeningSocket): Evidence => ({
  kind: 'socket',
  text: `${socket.protocol} ${wordsOfSocket(socket)}${socket.process ? ` users:(("${socket.process.name}",pid=${socket.process.pid}))` : ''}`,
  namespaceId: id,
  see: `ss ${socket.protocol === 'udp' ? '-lunp' : '-ltnp'} sport = :${socket.port}`,
})

export function wordsOfSocket({ address, port, device }: ListeningSocket): string {
  const bound = device === undefined ? '' : `%${device}`
  return address.includes(':') ? `[${address}]${bound}:${port}` : `${address}${bound}:${port}`
}
