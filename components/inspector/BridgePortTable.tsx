import type { Host } from '../../lib/model/host.ts'
import type { Interface } from '../../lib/model/interface.ts'
import { Rows } from '../ui/Rows.tsx'
import type { NetworkFacts } from './network-facts.ts'

type Props = { ports: NetworkFacts['ports']; hosts: Host[] }

/** Ports of a network's bridges; where those are on several hosts, with the host. */
export function BridgePortTable({ ports, hosts }: Props) {
  const isWide = new Set(ports.map(({ port }) => port.hostId)).size > 1
  const nameOf = (id: string) => hosts.find((host) => host.id === id)?.name ?? id
  return (
    <Rows
      label="Bridge ports"
      none="It has no bridge here, or the bridge has no port."
      heads={[...(isWide ? ['Host'] : []), 'Port', 'Bridge', 'State', 'Flags', 'VLANs']}
      rows={ports.map(({ port, bridge }) => ({
        key: port.id,
        cells: [
          ...(isWide ? [nameOf(port.hostId)] : []),
          port.name,
          bridge.name,
          port.bridgePort?.state ?? 'unknown',
          flagsOf(port),
          vlansOf(port),
        ],
      }))}
    />
  )
}

function flagsOf({ bridgePort }: Interface): string {
  if (bridgePort === null) return ''
  return [
    bridgePort.hairpin ? 'hairpin' : null,
    bridgePort.isolated ? 'isolated' : null,
    bridgePort.learning ? 'learning' : 'no learning',
    bridgePort.locked ? 'locked' : null,
    bridgePort.withheld ? `no copies: ${bridgePort.withheld.join(', ')}` : null,
  ]
    .filter((flag) => flag !== null)
    .join(' ')
}

const vlansOf = ({ bridgePort }: Interface): string =>
  bridgePort?.vlans.map(({ id, end, flags }) => [end === null ? id : `${id}-${end}`, ...flags].join(' ')).join(', ') ??
  ''
