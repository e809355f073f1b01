import type { Interface } from '../../lib/model/interface.ts'
import { Rows } from '../ui/Rows.tsx'

/** Interfaces in the order of their index, as `ip -d link` and `ip address` show them together. */
export function InterfaceTable({ interfaces }: { interfaces: Interface[] }) {
  const sorted = [...interfaces].sort((a, b) => a.index - b.index)
  return (
    <Rows
      label="Interfaces"
      none="None read."
      heads={['Name', 'Kind', 'State', 'Addresses', 'MAC', 'MTU']}
      rows={sorted.map((one) => ({
        key: one.id,
        cells: [
          <bdi key="name">{`${one.index} ${one.name}`}</bdi>,
          kindWord(one),
          one.up ? one.operationalState : 'down',
          one.addresses.map(({ prefix }) => <div key={prefix}>{prefix}</div>),
          one.mac ?? '',
          one.mtu,
        ],
      }))}
    />
  )
}

export function kindWord({ type }: Interface): string {
  switch (type.kind) {
    case 'macvlan':
    case 'ipvlan':
      return `${type.kind} ${type.mode}`
    case 'vxlan':
      return `vxlan ${type.vni}`
    case 'vlan':
      return `vlan ${type.vlanId}`
    case 'other':
      return type.name
    case 'loopback':
    case 'physical':
    case 'veth':
    case 'bridge':
      return type.kind
    default:
      return type satisfies never
  }
}
