import type { Interface } from '../../lib/model/interface.ts'
import { Rows } from '../ui/Rows.tsx'
import type { NetworkFacts } from './network-facts.ts'

export function BridgePortTable({ ports }: { ports: NetworkFacts['ports'] }) {
  return (
    <Rows
      label="Bridge ports"
      none="It has no bridge here, or the bridge has no port."
      heads={['Port', 'Bridge', 'State', 'Flags', 'VLANs']}
      rows={ports.map(({ port, bridge }) => ({
        key: port.id,
        cells: [port.name, bridge.name, port.bridgePort?.state ?? 'unknown', flagsOf(port), vlansOf(port)],
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
  ]
    .filter((flag) => flag !== null)
    .join(' ')
}

const vlansOf = ({ bridgePort }: Interface): string =>
  bridgePort?.vlans.map(({ id, end, flags }) => [end === null ? id : `${id}-${end}`, ...flags].join(' ')).join(', ') ??
  ''
