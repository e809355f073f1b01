import type { FoundEnd } from './ends/found-end.ts'
import { resolveName } from './ends/resolve-name.ts'
import { blockOf, contains, type Ip, ipOf } from './ip.ts'
import type { Step, Verdict } from './trace.ts'
import type { Origin } from './walk/answer-back.ts'
import type { Space, World } from './walk/world.ts'

type Found = Extract<FoundEnd, { kind: 'found' }>

/** The addresses that a question comes to, as its asker would take them. `verdict`: why there are none, or not all. */
export type Targets = { destinations: Ip[]; steps: Step[]; verdict: Verdict | null; assumptions: string[] }

export function targetsOf(world: World, to: Found, origin: Origin): Targets {
  const { end } = to
  const space = origin.kind === 'space' ? origin.space : null
  switch (end.kind) {
    case 'address':
    case 'outside': {
      const ip = ipOf(end.label)
      return { destinations: ip ? [ip] : [], steps: [], verdict: null, assumptions: [] }
    }
    case 'name':
      return space
        ? resolved(world, space, end.label)
        : none(
            null,
            'unknown',
            'name-unknown',
            `Unknown: what ${end.label} means outside of all that is read is not known.`,
          )
    case 'service':
      return ofService(world, to, space)
    case 'container':
    case 'host':
      return nearest(to, origin)
  }
}

/** The addresses on a link that the asker is on; where there is none, all of the family that most have. */
function nearest({ places, end }: Found, origin: Origin): Targets {
  const all = places.flatMap(({ addresses }) => addresses)
  const space = origin.kind === 'space' ? origin.space : null
  const family = origin.source?.family ?? (all.some((ip) => ip.family === 'inet') ? 'inet' : 'inet6')
  const fitting = all.filter((ip) => ip.family === family)
  const near = space ? fitting.filter((ip) => isOnLink(space, ip)) : []
  const destinations = end.kind === 'host' ? fitting.slice(0, 1) : near.length > 0 ? near : fitting
  if (destinations.length > 0) return { destinations, steps: [], verdict: null, assumptions: [] }
  return none(
    space,
    'no-route',
    'no-route',
    `${end.label} has no address that ${space?.label ?? 'the asker'} could send to.`,
  )
}

const isOnLink = ({ interfaces }: Space, ip: Ip): boolean =>
  interfaces.some(({ addresses, type }) =>
    addresses.some(({ prefix }) => {
      const block = blockOf(prefix)
      return type.kind !== 'loopback' && block !== null && contains(block, ip)
    }),
  )

/** A service's virtual address on a network that the asker is on; its tasks' where it has none. */
function ofService(world: World, to: Found, space: Space | null): Targets {
  const service = world.topology.services.find(({ id }) => id === to.serviceId)
  const virtual = (service?.virtualIps ?? []).flatMap(({ address }) => ipOf(address) ?? [])
  const tasks = to.places.flatMap(({ addresses }) => addresses)
  const near = (list: readonly Ip[]): Ip[] => (space ? list.filter((ip) => isOnLink(space, ip)) : [])
  const found = service?.endpointMode === 'vip' ? near(virtual) : near(tasks)
  if (found.length > 0) return { destinations: found, steps: [], verdict: null, assumptions: [] }
  const says = `${space?.label ?? 'The asker'} is on none of the networks of service ${to.end.label}, so it has no address of it to send to.`
  return none(space, 'no-route', 'no-route', says)
}

function resolved(world: World, space: Space, name: string): Targets {
  const answer = resolveName(world.topology, space.namespace, name)
  switch (answer.kind) {
    case 'found':
      return { destinations: answer.addresses, steps: answer.steps, verdict: null, assumptions: answer.assumptions }
    case 'not-found':
      return {
        ...none(space, 'name-not-found', 'name-unknown', answer.says),
        steps: answer.steps,
        assumptions: answer.assumptions,
      }
    case 'unknown':
      return {
        ...none(space, 'unknown', 'name-unknown', `Unknown: ${answer.says}`),
        steps: answer.steps,
        assumptions: answer.assumptions,
      }
  }
}

const none = (space: Space | null, outcome: Verdict['outcome'], code: Verdict['code'], says: string): Targets => ({
  destinations: [],
  steps: [],
  assumptions: [],
  verdict: {
    ...{ outcome, code, says, hostId: space?.host.id ?? null, namespaceId: space?.id ?? null },
    ...{ evidence: null, toChange: null },
  },
})
