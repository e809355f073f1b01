import { findTunnels, type Tunnel } from '../analyse/find-tunnels.ts'
import type { Topology } from '../model/topology.ts'
import { addressCell, byFirstCell, cell, type Row, type Table } from './table.ts'

const agreedWords: Record<Tunnel['agreed'], string> = {
  both: 'both ends',
  'one-sided': 'one-sided',
  unknown: 'one end not seen',
}

/** Every way of VXLAN between two hosts that an entry of either names. */
export function tunnelTable(topology: Topology): Table {
  const hostName = new Map<string, string>(topology.hosts.map(({ id, name }) => [id, name]))
  const networkName = new Map(topology.networks.map(({ id, name }) => [id, name]))
  const rows = findTunnels(topology).map((one): Row => {
    const [first, second] = one.hostIds
    const [here, there] = one.addresses
    const overlays = one.networks.map(
      ({ networkId, vni, encrypted }) =>
        `${vni} ${networkName.get(networkId) ?? networkId}${encrypted ? ' encrypted' : ''}`,
    )
    const entries = one.networks.map(({ vni, entries: [to, back] }) => `${vni}: ${to} and ${back ?? 'unknown'}`)
    return {
      key: `tunnel:${one.id}`,
      subject: `tunnel:${one.id}`,
      cells: [
        cell(hostName.get(first) ?? first),
        addressCell(here === null ? [] : [here]),
        cell(second === null ? 'no known host' : (hostName.get(second) ?? second)),
        addressCell([there]),
        cell(one.port === null ? '' : `${one.port}/udp`),
        cell(agreedWords[one.agreed]),
        cell(overlays.join(', ')),
        cell(entries.join(', ')),
        cell(one.why),
      ],
    }
  })
  return {
    name: 'tunnels',
    columns: [
      'Host',
      'Reached at',
      'Other host',
      'Reached there at',
      'Port',
      'Entries',
      'VNI',
      'There and back',
      'Why',
    ],
    rows: rows.sort(byFirstCell),
  }
}
