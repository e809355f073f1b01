import type { Contradiction } from '../model/contradiction.ts'
import type { Node } from '../model/node.ts'
import type { Service } from '../model/service.ts'
import type { Task } from '../model/task.ts'
import { findContradictions, type Subject } from './find-contradictions.ts'
import type { Telling, United } from './telling.ts'

type Versioned = { id: string; version: number }

export const nodeSubjects: readonly Subject<Node>[] = [
  { subject: 'name', value: ({ hostname }) => hostname },
  { subject: 'role', value: ({ role }) => role },
  { subject: 'availability', value: ({ availability }) => availability },
  { subject: 'state', value: ({ state }) => state },
  { subject: 'address', value: ({ address }) => address },
  { subject: 'labels', value: ({ labels }) => labels },
]

export const serviceSubjects: readonly Subject<Service>[] = [
  { subject: 'name', value: ({ name }) => name },
  { subject: 'image', value: ({ image }) => image },
  { subject: 'replicas', value: ({ replicas }) => replicas },
  { subject: 'virtual addresses', value: ({ virtualIps }) => virtualIps.map(addressText).sort() },
  { subject: 'ports', value: ({ ports }) => ports },
]

export const taskSubjects: readonly Subject<Task>[] = [
  { subject: 'node', value: ({ nodeId }) => nodeId },
  { subject: 'state', value: ({ state }) => state },
  { subject: 'wanted state', value: ({ desiredState }) => desiredState },
  { subject: 'container', value: ({ containerId }) => containerId },
  { subject: 'addresses', value: ({ addresses }) => addresses },
]

const addressText = ({ networkId, address }: Service['virtualIps'][number]): string => `${address} on ${networkId}`

/**
 * One object of a swarm as its managers tell of it: the newest version holds. A manager that is no longer heard, or has no leader, tells what was;
 * beside another of the same swarm that is up to date its word does not count (`isOutdated`).
 */
export function uniteSwarmObjects<T extends Versioned>(
  kind: Contradiction['kind'],
  subjects: readonly Subject<T>[],
  isOutdated: (key: string) => boolean,
  tellings: readonly Telling<T>[],
): United<T> {
  const current = tellings.filter(({ key }) => !isOutdated(key))
  const newest = Math.max(...current.map(({ record }) => record.version))
  const believed = current.filter(({ record }) => record.version === newest)
  return { record: believed[0]?.record ?? null, contradictions: findContradictions(kind, believed, subjects) }
}
