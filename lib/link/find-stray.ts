import type { HostId } from '../model/id.ts'
import type { RecordKind } from '../model/record-kind.ts'
import type { HostStatus } from '../model/status.ts'
import type { Topology } from '../model/topology.ts'

type Told = { [K in RecordKind]?: Topology[K] | undefined } & { statuses?: readonly HostStatus[] | undefined }

/**
 * As engines, machines and boots are called, or where an engine is looked for. `node:` is for nodes that no agent reads, and a slash outside an
 * address would make another host's ids its own.
 */
const properHost = /^(?!node:|__proto__$)(?=[^/]*$|[^/]*:\/\/)[^\p{C}]{1,512}$/u

/**
 * What an agent of this host must not tell: a record of another host, or one whose id is not its own to give. Null where there is none. An agent that
 * knows the secret speaks for its own host, and for no other.
 */
export function findStray(hostId: HostId | null, told: Told): string | null {
  const own = (record: { hostId: HostId }) => record.hostId === hostId
  const within = (record: { id: string; hostId: HostId }) => own(record) && record.id.startsWith(`${hostId}/`)
  if (!every(told.hosts, ({ id }) => id === hostId && properHost.test(id))) return 'hosts'
  if (!every(told.namespaces, within)) return 'namespaces'
  if (!every(told.interfaces, within)) return 'interfaces'
  if (!every(told.firewalls, within)) return 'firewalls'
  if (!every(told.gaps, within)) return 'gaps'
  if (!every(told.containers, own)) return 'containers'
  if (!every(told.endpoints, own)) return 'endpoints'
  if (!every(told.networks, ({ onHosts }) => onHosts.every(own))) return 'networks'
  if (!every(told.statuses, own)) return 'statuses'
  return null
}

const every = <T>(list: readonly T[] | undefined, isRight: (record: T) => boolean): boolean =>
  list === undefined || list.every(isRight)
