import type { Server } from 'node:https'
import type { Socket } from 'node:net'

const strangersAtOnce = 32
const knownAtOnce = 64

/**
 * Caps connections, those of strangers apart from those that have proven to know the secret: above the cap the oldest gives way, so that neither a
 * crowd that never shakes hands nor streams whose readers were cut off without a word keep anybody out.
 */
export function limitConnections(server: Server): void {
  const strangers = new Map<string, Socket>()
  const known = new Set<Socket>()

  server.on('connection', (socket: Socket) => {
    const peer = peerOf(socket)
    strangers.set(peer, socket)
    socket.once('close', () => {
      if (strangers.get(peer) === socket) strangers.delete(peer)
    })
    const [oldest] = strangers
    if (!oldest || strangers.size <= strangersAtOnce) return
    strangers.delete(oldest[0])
    oldest[1].destroy()
  })
  server.on('secureConnection', (socket) => {
    strangers.delete(peerOf(socket))
    known.add(socket)
    socket.once('close', () => known.delete(socket))
    const [oldest] = known
    if (!oldest || known.size <= knownAtOnce) return
    known.delete(oldest)
    oldest.destroy()
  })
}

const peerOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`
