import { expect, test } from 'vitest'
import { deploymentModels } from '../../lib/view/sample-topologies.ts'
import { containerFacts } from './container-facts.ts'

const topology = deploymentModels()
const idOf = (name: string): string => topology.containers.find((one) => one.name === name)?.id ?? ''

test('a container is joined with its networks', () => {
  const facts = containerFacts(topology, idOf('worker'))
  expect(facts?.attachments.map(({ network, endpoint }) => [network?.name, endpoint.ipv4])).toEqual([
    ['backnet', '172.31.10.4/24'],
    ['vault', '172.31.20.3/24'],
  ])
})

test('one in the namespace of another has the networks of the one that made it', () => {
  const facts = containerFacts(topology, idOf('api-sidecar'))
  expect(facts?.attachments.map(({ network }) => network?.name)).toEqual(['backnet'])
})

test('an interface that is not known is null, not an error', () => {
  const endpoints = topology.endpoints.map((one) => ({ ...one, interfaceId: null, hostInterfaceId: null }))
  const facts = containerFacts({ ...topology, endpoints }, idOf('edge'))
  expect(facts?.attachments[0]).toMatchObject({ inside: null, outside: null, upper: null })
})

test('nothing is known of an id that is gone', () => {
  expect(containerFacts(topology, 'gone')).toBeNull()
})
