import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isWithinHostNetworks } from './is-within-host-networks.ts'
import { recordedView } from './recorded-view.ts'

const demoView = () => recordedView(join(import.meta.dirname, '../../public/demo'))

test('addresses of its own, of its containers and in its networks are', async () => {
  const view = await demoView()
  const own = view.interfaces.flatMap(({ addresses }) => addresses.map(({ prefix }) => prefix.replace(/\/.*/, '')))
  const containers = view.endpoints.flatMap(({ ipv4 }) => (ipv4 === null ? [] : [ipv4.replace(/\/.*/, '')]))
  expect(own.length).toBeGreaterThan(3)
  expect(containers.length).toBeGreaterThan(0)
  for (const address of [...own, ...containers, '127.0.0.11']) {
    expect({ address, known: isWithinHostNetworks(view, address) }).toEqual({ address, known: true })
  }
  const subnet = view.networks.flatMap(({ subnets }) => subnets)[0]?.subnet ?? ''
  expect(isWithinHostNetworks(view, subnet.replace(/\.\d+\/.*/, '.253'))).toBe(true)
})

test('the world behind the default route, groups, and what is no address are not', async () => {
  const view = await demoView()
  expect(view.namespaces.some(({ routes }) => routes.some(({ destination }) => destination === 'default'))).toBe(true)
  for (const address of [
    '9.9.9.9',
    '169.254.169.254',
    '2620:fe::fe',
    '224.0.0.1',
    '255.255.255.255',
    '0.0.0.0',
    'db',
    '',
  ])
    expect({ address, known: isWithinHostNetworks(view, address) }).toEqual({ address, known: false })
})
