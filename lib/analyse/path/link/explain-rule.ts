import type { Interface } from '../../../model/interface.ts'
import type { Network } from '../../../model/network.ts'
import type { Space, World } from '../walk/world.ts'

const kept = new WeakMap<World, ReadonlyMap<Interface['id'], Network>>()

/** What one of the engine's own rules is there for, with the names of the networks in it; null for a rule of somebody else's. */
export function explainRule(world: World, space: Space, rule: string): string | null {
  const [, chain = '', words = ''] = /^-A (\S+) (.*)$/.exec(rule) ?? []
  const into = nameOf(world, space, /(?:^| )-o (\S+)/.exec(words)?.[1])
  const from = nameOf(world, space, /(?:^| )-i (\S+)/.exec(words)?.[1])
  if (chain === 'DOCKER-USER') return null
  if (chain === 'DOCKER-ISOLATION-STAGE-2' && into)
    return `it comes from another bridge network than ${into}, and the engine keeps them apart`
  if ((chain === 'DOCKER-ISOLATION-STAGE-1' || chain === 'DOCKER-INTERNAL') && (into ?? from))
    return `${into ?? from} is internal, and what goes in or out of its subnet is stopped`
  if (chain === 'PREROUTING' && from && / ! -i /.test(` ${words}`))
    return `the engine lets nobody from outside of ${from} send to the container's own address`
  if (chain === 'DOCKER' && into && / ! -i /.test(` ${words}`))
    return `the port is not published on ${into}, and only published ones are open from outside of it`
  if (into && into === from) return `containers on ${into} may not talk to each other (icc is off)`
  return null
}

function nameOf(world: World, { byName }: Space, device: string | undefined): string | null {
  const id = device === undefined ? undefined : byName.get(device)?.id
  return id === undefined ? null : (networksByBridge(world).get(id)?.name ?? null)
}

function networksByBridge(world: World): ReadonlyMap<Interface['id'], Network> {
  const known = kept.get(world)
  if (known) return known
  const found = new Map(
    world.topology.networks.flatMap((network) =>
      network.onHosts.flatMap(({ interfaceId }) => (interfaceId === null ? [] : [[interfaceId, network] as const])),
    ),
  )
  kept.set(world, found)
  return found
}
