import type { Container } from '../model/container.ts'
import type { Contradiction } from '../model/contradiction.ts'
import type { Endpoint } from '../model/endpoint.ts'
import type { Host } from '../model/host.ts'
import { findContradictions, type Subject } from './find-contradictions.ts'
import type { Telling, United } from './telling.ts'

type Seen = { id: string; origin: Endpoint['origin'] }

const trust: Record<Endpoint['origin'], number> = { observed: 0, configured: 1, inferred: 2 }

const containerSubjects: readonly Subject<Container>[] = [
  { subject: 'on which host it runs', value: ({ hostId }) => hostId },
  { subject: 'name', value: ({ name }) => name },
  { subject: 'state', value: ({ state }) => state },
]

const endpointSubjects: readonly Subject<Endpoint>[] = [
  { subject: 'on which host it is', value: ({ hostId }) => hostId },
  { subject: 'IPv4 address', value: ({ ipv4 }) => ipv4 },
  { subject: 'IPv6 address', value: ({ ipv6 }) => ipv6 },
  { subject: 'MAC address', value: ({ mac }) => mac },
]

export const uniteHosts = (tellings: readonly Telling<Host>[]): United<Host> => believeSeen('hosts', tellings, [])

export const uniteContainers = (tellings: readonly Telling<Container>[]): United<Container> =>
  believeSeen('containers', tellings, containerSubjects)

export const uniteEndpoints = (tellings: readonly Telling<Endpoint>[]): United<Endpoint> =>
  believeSeen('endpoints', tellings, endpointSubjects)

/** The host that saw it is believed; two that saw it and tell different things contradict each other. */
function believeSeen<T extends Seen>(
  kind: Contradiction['kind'],
  tellings: readonly Telling<T>[],
  subjects: readonly Subject<T>[],
): United<T> {
  const best = Math.min(...tellings.map(({ record }) => trust[record.origin]))
  const believed = tellings.filter(({ record }) => trust[record.origin] === best)
  return {
    record: believed[0]?.record ?? null,
    contradictions: best === trust.observed ? findContradictions(kind, believed, subjects) : [],
  }
}
