import { addressesOf, containersOf, routesOf } from '../engine-truth.ts'
import { applyScenario } from '../lab/apply-scenario.ts'
import { TopologyPage } from '../pages/topology-page.ts'
import { expect, test } from '../portolan-test.ts'

test.beforeAll(async ({ host }) => {
  await applyScenario(host, 'deployment-models')
})

test('a click on a container shows the addresses and routes that the kernel gives', async ({
  page,
  host,
  portolan,
}) => {
  const running = (await containersOf(host)).filter(
    ({ State, HostConfig }) => State.Status === 'running' && !/^(host|none|container:)/.test(HostConfig.NetworkMode),
  )
  expect(running.length).toBeGreaterThan(4)
  const topology = await TopologyPage.open(page, portolan.url)
  for (const container of running) {
    await test.step(container.Name, async () => {
      const kernel = await addressesOf(host, container.Id)
      const wanted = [...kernel]
        .filter(([name]) => name !== 'lo')
        .flatMap(([, addresses]) => addresses)
        .filter((address) => !address.startsWith('fe80:'))
      const panel = await topology.openContainer(container.Id)
      await expect.poll(() => panel.addresses()).toEqual(wanted.sort())
      const routes = await routesOf(host, container.Id)
      const shown = (await panel.rows('Routes')).map(([destination, via, device]) => ({ destination, via, device }))
      for (const route of routes) {
        expect(shown).toContainEqual({
          destination: route.dst,
          via: route.gateway ?? expect.any(String),
          device: route.dev,
        })
      }
      expect(shown.length).toBe(routes.length)
    })
  }
})
