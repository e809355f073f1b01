import { statSync } from 'node:fs'
import { hostname } from 'node:os'
import type { HostView } from '../../model/topology.ts'

/** Whether a view is of this very host and engine, live: an agent that was found may show a recording, or the engine of a context. */
export function isOfThisHost({ hosts, statuses, namespaces }: HostView, endpoint: string): boolean {
  const [host] = hosts
  const [status] = statuses
  if (!host || !status || status.recordedAt !== null) return false
  if (host.engine && withoutOrigin(host.engine.endpoint) !== withoutOrigin(endpoint)) return false
  const inode = namespaces.find(({ id }) => id === host.namespaceId)?.inode ?? null
  return inode === null ? host.name === hostname() : statSync('/proc/self/ns/net').ino === inode
}

/** `unix:///var/run/docker.sock (context default)`: how it was found does not matter. */
const withoutOrigin = (endpoint: string): string => endpoint.replace(/ \(.*\)$/, '')
