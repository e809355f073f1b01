import { expect, test } from 'vitest'
import { deploymentModels } from '../../lib/view/sample-topologies.ts'
import { memberName, networkFacts } from './network-facts.ts'

const topology = deploymentModels()
const idOf = (name: string): string => topology.networks.find((one) => one.name === name)?.id ?? ''

test('members come in natural order', () => {
  const names = networkFacts(topology, idOf('backnet'))?.members.map(memberName) ?? []
  expect(names.slice(0, 2)).toEqual(['api', 'db'])
  expect(names).toContain('worker')
})

test('ports are those of its own bridge', () => {
  for (const { name, id } of topology.networks) {
    const facts = networkFacts(topology, id)
    const devices = facts?.places.map(({ device }) => device?.id) ?? []
    for (const { bridge } of facts?.ports ?? []) expect(devices, name).toContain(bridge.id)
  }
})

test('nothing is known of an id that is gone', () => {
  expect(networkFacts(topology, 'gone')).toBeNull()
})
