import type { Interface } from '../../lib/model/interface.ts'
import { Facts } from '../ui/Facts.tsx'
import { Block } from './Block.tsx'
import { linkState } from './InterfaceTable.tsx'
import { kindFacts } from './interface-facts.ts'
import type { NetworkFacts } from './network-facts.ts'

/** The bridge or the parent of a network, and the VXLAN devices that are ports of it. */
export function DeviceBlocks({ facts }: { facts: NetworkFacts }) {
  const devices = facts.places.flatMap(({ device }) => (device === null ? [] : [device]))
  const vxlans = facts.ports.flatMap(({ port }) => (port.type.kind === 'vxlan' ? [port] : []))
  return [...devices, ...vxlans].map((one) => <Device key={one.id} one={one} />)
}

const Device = ({ one }: { one: Interface }) => (
  <Block
    title={`${one.type.kind === 'vxlan' ? 'VXLAN device' : one.type.kind === 'bridge' ? 'Bridge' : 'Parent'} ${one.name}`}
    see="addresses"
  >
    <Facts
      facts={[
        ['state', linkState(one)],
        ['addresses', one.addresses.map(({ prefix }) => prefix).join(', ') || 'none'],
        ['MAC', one.mac],
        ['MTU', String(one.mtu)],
        ...kindFacts(one),
      ]}
    />
  </Block>
)
