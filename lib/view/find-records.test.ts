import { expect, test } from 'vitest'
import { NamespaceId } from '../model/id.ts'
import { findRecords } from './find-records.ts'
import { deploymentModels } from './sample-topologies.ts'

const topology = deploymentModels()
const found = (words: string): string[] =>
  findRecords(topology, words).map((one) => `${one.kind} ${one.title} by ${one.where}`)

test.each([
  ['api', 'container api by name'],
  ['172.31.10.53', 'container db by address'],
  ['172.31.10.53', 'network backnet by subnet'],
  ['172.31.20.0/24', 'network vault by subnet'],
  ['172.31.20.0/24', 'container keys by address'],
  ['2001:db8:60:1::2', 'container six by address'],
  ['02:42:0a:00:00:05', 'container edge by MAC'],
  ['8080', 'container edge by port'],
  ['shop/monitor', 'container node-exporter by image'],
  ['macvlan', 'network lan by driver'],
  ['198.51.100.11', 'host host1 by address'],
  ['eth1', 'interface eth1 by interface'],
  ['API shop', 'container api by name'],
])('%s finds %s', (words, record) => {
  expect(found(words)).toContain(record)
})

test('the whole name comes before a part of it, and all words must be found', () => {
  expect(found('api')[0]).toBe('container api by name')
  expect(found('api vault')).toEqual([])
  expect(found('   ')).toEqual([])
})

test('a number is a port and no part of an address', () => {
  expect(found('80').every((line) => line.endsWith('by port'))).toBe(true)
})

test.each([
  ['8080/tcp', ['container edge']],
  [':8080', ['container edge']],
  ['8080/udp', []],
  ['9443', ['container db']],
  ['9443/tcp', ['container db']],
  ['9100', ['host host1']],
  ['40000', []],
])('the port %s is of %j: published, exposed, or listened on', (port, records) => {
  const own = structuredClone(topology)
  const listen = (id: string | null | undefined, number: number, address = '*') =>
    own.namespaces
      .find((one) => one.id === id)
      ?.sockets.push({ protocol: 'tcp', family: 'any', address, port: number, takesIpv4: true, process: null })
  const db = own.containers.find(({ name }) => name === 'db')
  const [any] = own.namespaces
  if (!db || !any) throw new Error('the sample has no db')
  db.namespaceId = NamespaceId.parse('host1/db')
  own.namespaces.push({ ...any, id: db.namespaceId, kind: 'container', sockets: [] })
  listen(db.namespaceId, 9443)
  listen(db.namespaceId, 40000, '127.0.0.11')
  listen(own.hosts[0]?.namespaceId, 9100)
  const titles = findRecords(own, port).map((one) => `${one.kind} ${one.title}`)
  expect(titles).toEqual(records)
})

test('what is found is named as a selection names it', () => {
  const [first] = findRecords(topology, 'edge')
  expect(first?.subject).toBe(`container:${first?.id}`)
})
