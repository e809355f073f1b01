import type { ListeningSocket } from '../../lib/model/namespace.ts'
import { Rows } from '../ui/Rows.tsx'
import { managementSockets } from './management-sockets.ts'

type Props = { sockets: ListeningSocket[]; read: boolean }

export function ManagementTable({ sockets, read }: Props) {
  return (
    <Rows
      label="Management ports"
      none={read ? 'The engine listens on no network port.' : 'Not read.'}
      heads={['Port', 'Address', 'For']}
      rows={managementSockets(sockets).map(({ socket, purpose }, index) => ({
        key: `${index} ${socket.port}`,
        cells: [`${socket.port}/${socket.protocol}`, socket.address, purpose],
      }))}
    />
  )
}
