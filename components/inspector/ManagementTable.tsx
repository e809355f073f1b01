import { Rows } from '../ui/Rows.tsx'
import type { ManagementPort } from './management-ports.ts'

type Props = { ports: ManagementPort[]; none: string }

export function ManagementTable({ ports, none }: Props) {
  return (
    <Rows
      label="Management ports"
      none={none}
      heads={['Port', 'Address', 'For', 'Held by']}
      rows={ports.map(({ port, protocol, address, purpose, holder }, index) => ({
        key: `${index} ${port}`,
        cells: [`${port}/${protocol}`, address, purpose, <bdi key="holder">{holder}</bdi>],
      }))}
    />
  )
}
