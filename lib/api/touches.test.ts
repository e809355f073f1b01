import { describe, expect, it } from 'vitest'
import type { Change } from '../model/change.ts'
import { NetworkId } from '../model/id.ts'
import { TopologyBuilder } from '../view/build-topology.ts'
import { type Shown, touches } from './touches.ts'

const build = new TopologyBuilder()
const host = build.host({ name: 'host1', nics: { eth0: ['192.0.2.1/24'] } })
const network = build.network({ name: 'back', model: 'bridge-nat', hosts: [host] })
const other = build.network({ name: 'other', model: 'bridge-nat', hosts: [host] })
const web = build.container(host, { name: 'web', namespaceId: host.namespaceId })
const db = build.container(host, { name: 'db' })
const endpoint = build.attach(web, network, '192.0.2.9/24')
const [namespace] = build.topology.namespaces
const nic = build.nic(host, 'eth0')
if (!namespace) throw new Error('a host has a namespace')

const nothing = { inspect: { value: null, reason: null, readAt: 0 }, gaps: [], readAt: 0 }
const container: Shown = {
  kind: 'container',
  detail: {
    ...{ container: web, endpoints: [endpoint], namespace, interfaces: [nic], hostInterfaces: [], firewall: null },
    ...nothing,
  },
}
const shownNetwork: Shown = {
  kind: 'network',
  detail: { network, endpoints: [endpoint], containers: [web], interfaces: [], fdb: [], rules: [], ...nothing },
}

const records = (put: Change['put'], gone: Change['gone'] = {}) => ({
  kind: 'records' as const,
  change: { put, gone, readAt: 1 },
})

describe('a container is touched by', () => {
  it.each([
    ['the whole picture', { kind: 'everything' as const }, true],
    ['its own record', records({ containers: [web] }), true],
    ['its namespace', records({ namespaces: [namespace] }), true],
    ['its interface', records({ interfaces: [nic] }), true],
    ['its end', records({}, { containers: [web.id] }), true],
    ['an endpoint that leaves', records({}, { endpoints: [endpoint.id] }), true],
    ['an endpoint that joins', records({ endpoints: [{ ...endpoint, networkId: other.id }] }), true],
    ['another container', records({ containers: [db] }), false],
    ["another's endpoint", records({ endpoints: [build.attach(db, other, null)] }), false],
    ['nothing', records({}), false],
  ])('%s: %o: %s', (_, touched, wanted) => expect(touches(container, touched)).toBe(wanted))
})

it('a network is touched by a member that joins, not by one that joins another', () => {
  const joins = (networkId: NetworkId) => records({ endpoints: [{ ...build.attach(db, other, null), networkId }] })
  expect(touches(shownNetwork, joins(network.id))).toBe(true)
  expect(touches(shownNetwork, joins(NetworkId.parse('third')))).toBe(false)
})
