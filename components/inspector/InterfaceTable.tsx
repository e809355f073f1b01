import type { Interface } from '../../lib/model/interface.ts'
import { Rows } from '../ui/Rows.tsx'

/** Interfaces in the order of their index, as `ip -d link` and `ip address` show them together. */
export function InterfaceTable({ interfaces }: { interfaces: Interface[] }) {
  const sorted = [...interfaces].sort((a, b) => a.index - b.index)
  return (
    <Rows
      label="Interfaces"
      none="None read."
      heads={['Name', 'Kind, state', 'Addresses, MAC, MTU']}
      rows={sorted.map((one) => ({
        key: one.id,
        cells: [
          <bdi key="name" title={`index ${one.index}`}>
            {one.name}
          </bdi>,
          <span key="state">
            {kindWord(one)}, {linkState(one)}
          </span>,
          <AddressLines key="addresses" one={one} />,
        ],
      }))}
    />
  )
}

const AddressLines = ({ one }: { one: Interface }) => (
  <>
    {one.addresses.map(({ prefix }) => (
      <div key={prefix}>{prefix}</div>
    ))}
    <div className="text-soft">
      {[one.type.kind === 'loopback' ? null : one.mac, `mtu ${one.mtu}`].filter(Boolean).join(' ')}
    </div>
  </>
)

/** Whether somebody wants it up, and what the kernel says where that is not so. */
export function linkState({ up, operationalState }: Interface): string {
  if (!up) return 'down'
  if (operationalState === 'UP' || operationalState === 'UNKNOWN') return 'up'
  return `up, ${carriers[operationalState] ?? operationalState.toLowerCase()}`
}

const carriers: Record<string, string> = { DOWN: 'no carrier', LOWERLAYERDOWN: 'lower layer has no carrier' }

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
