import type { Network } from '../../lib/model/network.ts'
import { Rows } from '../ui/Rows.tsx'

export function SubnetTable({ network }: { network: Network }) {
  return (
    <Rows
      label="Subnets"
      none="No subnet of its own."
      heads={['Subnet', 'Gateway', 'Range', 'Auxiliary addresses']}
      rows={network.subnets.map((subnet) => ({
        key: subnet.subnet,
        cells: [
          <strong key="subnet">{subnet.subnet}</strong>,
          subnet.gateway ?? 'none',
          subnet.ipRange ?? 'all',
          Object.entries(subnet.auxiliary).map(([name, address]) => (
            <div key={name}>
              <bdi>{name}</bdi> {address}
            </div>
          )),
        ],
      }))}
    />
  )
}
