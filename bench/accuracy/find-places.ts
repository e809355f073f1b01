import { statSync } from 'node:fs'
import { inspectContainers } from '../../e2e/lab/inspect-host.ts'
import { requireMember } from '../../e2e/lab/member.ts'
import type { Place } from './place.ts'

/** The host itself and every container that runs on it now, in the order of their names. */
export async function findPlaces(host: string): Promise<Place[]> {
  const { pid } = requireMember(host)
  const own = `/proc/${pid}/ns/net`
  const places: Place[] = [
    {
      kind: 'host',
      label: host,
      host,
      name: host,
      from: `host:${host}`,
      containerId: null,
      file: own,
      inode: statSync(own).ino,
      root: null,
    },
  ]
  const containers = await inspectContainers(host)
  for (const { Id, Name, State } of containers.sort((a, b) => (a.Name < b.Name ? -1 : 1))) {
    if (State.Status !== 'running') continue
    const root = `/proc/${pid}/root/proc/${State.Pid}`
    const file = `${root}/ns/net`
    const name = Name.replace(/^\//, '')
    places.push({
      kind: 'container',
      label: `${host}/${name}`,
      host,
      name,
      from: Id,
      containerId: Id,
      file,
      inode: statSync(file).ino,
      root,
    })
  }
  return places
}
