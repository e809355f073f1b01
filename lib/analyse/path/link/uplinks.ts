import type { Interface } from '../../../model/interface.ts'
import { indexOf } from '../../topology-index.ts'
import { blockOf, textOf } from '../ip.ts'
import type { Space, World } from '../walk/world.ts'

/** A host's interface to what no agent reads, and the subnets that are seen on it: by VLAN tag, `null` for none. */
export type Uplink = { space: Space; device: Interface; subnets: ReadonlyMap<number | null, ReadonlySet<string>> }

const kept = new WeakMap<World, readonly Uplink[]>()

/** Interfaces of hosts' own namespaces that lead out of all that is read: NICs, and veths whose other end nobody sees. */
export function uplinksOf(world: World): readonly Uplink[] {
  const known = kept.get(world)
  if (known) return known
  const found = world.topology.hosts.flatMap(({ namespaceId }): Uplink[] => {
    const space = namespaceId === null ? null : world.space(namespaceId)
    if (!space) return []
    return space.interfaces
      .filter((device) => leadsOut(world, device))
      .map((device) => ({ space, device, subnets: subnetsOn(world, device) }))
  })
  kept.set(world, found)
  return found
}

/** An engine names its own ends `veth` and seven hex digits; where such an end's peer is out of sight, it is still a container's. */
const leadsOut = (world: World, { type, peerId, masterId, name }: Interface): boolean => {
  if (type.kind === 'physical') return true
  if (type.kind !== 'veth' || peerId !== null) return false
  return masterId === null || !world.interface.has(masterId) || !/^veth[0-9a-f]{7}$/.test(name)
}

export const isUplink = (world: World, { id }: Interface): boolean =>
  uplinksOf(world).some(({ device }) => device.id === id)

/** The uplinks taken to be on the same wire: those on which one of the same subnets is seen, under the same tag. */
export function onSameWire(world: World, { id }: Interface, tag: number | null): readonly Uplink[] {
  const own = uplinksOf(world).find(({ device }) => device.id === id)
  const subnets = own?.subnets.get(tag)
  if (!subnets) return []
  return uplinksOf(world).filter(
    (other) => other.device.id !== id && [...(other.subnets.get(tag) ?? [])].some((subnet) => subnets.has(subnet)),
  )
}

function subnetsOn(world: World, device: Interface): Map<number | null, Set<string>> {
  const found = new Map<number | null, Set<string>>()
  const add = (tag: number | null, owner: Interface): void => {
    const subnets = found.get(tag) ?? new Set<string>()
    found.set(tag, subnets)
    for (const { prefix, scope } of owner.addresses) {
      const block = scope === 'global' ? blockOf(prefix) : null
      if (block && block.length < (block.family === 'inet' ? 32 : 128)) subnets.add(textOf(block))
    }
    for (const child of world.childrenOf(owner.id)) add(child.type.kind === 'vlan' ? child.type.vlanId : tag, child)
  }
  add(null, device)
  const master = device.masterId === null ? undefined : world.interface.get(device.masterId)
  if (master?.type.kind === 'bridge') {
    add(null, master)
    for (const { onHosts, subnets } of indexOf(world.topology).network.values()) {
      if (!onHosts.some(({ interfaceId }) => interfaceId === master.id)) continue
      for (const { subnet } of subnets) {
        const block = blockOf(subnet)
        if (block) found.get(null)?.add(textOf(block))
      }
    }
  }
  return found
}
