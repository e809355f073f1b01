import type { Host } from '../../lib/model/host.ts'
import type { Interface } from '../../lib/model/interface.ts'
import { Facts } from '../ui/Facts.tsx'
import { Block } from './Block.tsx'
import { linkState } from './InterfaceTable.tsx'
import { kindFacts } from './interface-facts.ts'
import type { NetworkFacts } from './network-facts.ts'

/** The bridge or the parent of a network, and the VXLAN devices that are ports of it. */
export function DeviceBlocks({ facts, hosts }: { facts: NetworkFacts; hosts: Host[] }) {
  const devices = facts.places.flatMap(({ device }) => (device === null ? [] : [device]))
  const vxlans = facts.ports.flatMap(({ port }) => (port.type.kind === 'vxlan' ? [port] : []))
  const all = [...devices, ...vxlans]
  const isWide = new Set(all.map(({ hostId }) => hostId)).size > 1
  return all.map((one) => (
    <Device
      key={one.id}
      one={one}
      where={isWide ? (hosts.find(({ id }) => id === one.hostId)?.name ?? one.hostId) : null}
    />
  ))
}

/** `where` names its host where several hosts have one. */
const Device = ({ one, where }: { one: Interface; where: string | null }) => (
  <Block
    title={`${one.type.kind === 'vxlan' ? 'VXLAN device' : one.type.kind === 'bridge' ? 'Bridge' : 'Parent'} ${one.name}${where === null ? '' : ` on ${where}`}`}
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
