import { join } from 'node:path'
import { expect, test } from 'vitest'
import { recordedView } from '../../../agent/recorded-view.ts'
import { ContainerId, HostId } from '../../../model/id.ts'
import type { Topology } from '../../../model/topology.ts'
import { findEnd } from './find-end.ts'

/** The demo's host, and beside it another that has a container of the same name, whose id begins alike. */
async function twoHosts() {
  const topology = await recordedView(join(import.meta.dirname, '../../../../public/demo'))
  const [host] = topology.hosts
  const db = topology.containers.find(({ name }) => name === 'db')
  if (!host || !db) throw new Error('the demo has no container db')
  const digits = db.id.slice(0, 8)
  const other = { ...host, id: HostId.parse('other'), name: 'elsewhere' }
  const twin = { ...db, hostId: other.id, id: ContainerId.parse(digits + 'f'.repeat(64 - digits.length)) }
  const both: Topology = {
    ...topology,
    hosts: [...topology.hosts, other],
    containers: [...topology.containers, twin],
  }
  return { both, host, db, twin, digits }
}

test('a name that two hosts have lists both, and each that is listed names one', async () => {
  const { both, host, db, twin } = await twoHosts()
  const found = findEnd(both, 'db:5432')
  expect(found).toMatchObject({ kind: 'ambiguous', candidates: [`db@${host.name}`, 'db@elsewhere'] })
  const meant = [db.id, twin.id]
  for (const [index, candidate] of [`db@${host.name}`, 'db@elsewhere'].entries())
    expect(findEnd(both, candidate)).toMatchObject({ kind: 'found', end: { containerId: meant[index] } })
})

test('so do the first digits of two ids', async () => {
  const { both, db, digits } = await twoHosts()
  expect(findEnd(both, digits)).toMatchObject({
    kind: 'ambiguous',
    candidates: expect.arrayContaining(['db@elsewhere']),
  })
  expect(findEnd(both, db.id)).toMatchObject({ kind: 'found', end: { containerId: db.id } })
})

test('what nothing is called lists the nearest of its kind', async () => {
  const { both } = await twoHosts()
  expect(findEnd(both, 'host:elswhere')).toMatchObject({ kind: 'unknown', candidates: ['host:elsewhere'] })
})
