import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { readAll } from '../collect/read-all.ts'
import { resolveHost } from '../collect/resolve-host.ts'
import { openRecordedSource } from '../host/open-recorded-source.ts'
import type { Firewall } from '../model/firewall.ts'
import type { Gap } from '../model/gap.ts'
import { gapId, HostId, namespaceId } from '../model/id.ts'
import type { HostView } from '../model/topology.ts'
import { swarmView } from '../view/swarm-member-view.ts'
import { findStray } from './find-stray.ts'

const [own, other] = [swarmView({ name: 'a' }), swarmView({ name: 'b' })]
const hostIdOf = ({ hosts }: HostView): HostId => {
  const [host] = hosts
  if (!host) throw new Error('the view has no host')
  return host.id
}
const hostId = hostIdOf(own)

it.each([
  'lib/collect/recordings/swarm-20.10',
  'lib/collect/recordings/swarm-28.5',
  'lib/collect/recordings/deployment-models-20.10',
  'public/demo',
])('a host that was recorded, in %s, tells of itself alone', async (folder) => {
  const source = await openRecordedSource(resolve(import.meta.dirname, '../..', folder))
  const view = resolveHost(await readAll(source), source)
  await source.close()
  expect(view.networks.length).toBeGreaterThan(0)
  expect(findStray(hostIdOf(view), view)).toBeNull()
})

it.each(['hosts', 'namespaces', 'interfaces', 'containers', 'endpoints', 'networks', 'statuses'] as const)(
  'finds %s of another host',
  (kind) => {
    expect(other[kind].length).toBeGreaterThan(0)
    expect(findStray(hostId, { ...own, [kind]: [...own[kind], ...other[kind]] })).toBe(kind)
  },
)

it.each(['namespaces', 'interfaces'] as const)(
  "finds %s that are said to be its own under another host's id",
  (kind) => {
    const taken = other[kind].map((record) => ({ ...record, hostId }))
    expect(findStray(hostId, { [kind]: taken })).toBe(kind)
  },
)

it("finds gaps and firewalls of another host, or under another host's id", () => {
  const gap = (id: HostId, of: HostId): Gap => ({
    ...{
      id: gapId(id, 'x'),
      hostId: of,
      source: 'x',
      code: 'failed',
      reason: 'r',
      cost: 'c',
      advice: null,
      touches: [],
    },
  })
  const firewall = (id: HostId, of: HostId): Firewall => ({ id: namespaceId(id, 'host'), hostId: of, tables: [] })
  const otherId = hostIdOf(other)
  expect(findStray(hostId, { gaps: [gap(hostId, hostId)], firewalls: [firewall(hostId, hostId)] })).toBeNull()
  for (const [id, of] of [
    [otherId, hostId],
    [hostId, otherId],
  ] as const) {
    expect(findStray(hostId, { gaps: [gap(id, of)] })).toBe('gaps')
    expect(findStray(hostId, { firewalls: [firewall(id, of)] })).toBe('firewalls')
  }
})

it.each(['node:n-b', '__proto__', 'a/host', 'a/b://c', 'a'.repeat(600), 'a\u001b[m'])(
  'takes %j for no host',
  (name) => {
    const id = HostId.parse(name)
    expect(findStray(id, { hosts: own.hosts.map((host) => ({ ...host, id })) })).toBe('hosts')
  },
)

it.each([
  'ABCD:EFGH:IJKL',
  '8c1f3a52-0b5e-4f0e-9a52-6f1d3c1f9f10',
  'unix:///var/run/docker.sock',
  'ssh://me@host2:22',
  'recording a of unix:///b',
])('takes %j for a host', (name) => {
  const id = HostId.parse(name)
  expect(findStray(id, { hosts: own.hosts.map((host) => ({ ...host, id })) })).toBeNull()
})
