import type { ListeningSocket } from '../../lib/model/namespace.ts'
import { Rows } from '../ui/Rows.tsx'

type Props = { label: string; sockets: ListeningSocket[]; none: string }

export function SocketTable({ label, sockets, none }: Props) {
  return (
    <Rows
      label={label}
      none={none}
      heads={['Protocol', 'Address', 'Port', 'Process']}
      rows={sockets.map((socket, index) => ({
        key: `${index} ${socket.protocol} ${socket.address} ${socket.port}`,
        cells: [
          socket.protocol,
          socket.takesIpv4 ? `${socket.address} (v4 and v6)` : socket.address,
          socket.port,
          socket.process ? <bdi key="process">{`${socket.process.name} (${socket.process.pid})`}</bdi> : 'unknown',
        ],
      }))}
    />
  )
}
