import { type ContainerTruth, containersOf, networksOf } from '../engine-truth.ts'
import { applyScenario } from '../lab/apply-scenario.ts'
import { everything, TopologyPage } from '../pages/topology-page.ts'
import { expect, test } from '../portolan-test.ts'

for (const scenario of ['deployment-models', 'policy']) {
  test.describe(scenario, () => {
    test.beforeAll(async ({ host }) => {
      await applyScenario(host, scenario)
    })

    test('every network, container and attachment that the engine knows is in the picture, and no other', async ({
      page,
      host,
      portolan,
    }) => {
      const [networks, containers] = await Promise.all([networksOf(host), containersOf(host)])
      const topology = await TopologyPage.open(page, portolan.url, everything)
      const wanted = containers.flatMap((container) => attachmentsOf(container)).sort()
      await expect.poll(() => topology.drawnAttachments()).toEqual(wanted)
      // The modes host and none are drawn where a container has them.
      const used = new Set(wanted.map((attachment) => attachment.split('>')[1]))
      const drawn = networks.filter(({ Id, Driver }) => used.has(Id) || !['host', 'null'].includes(Driver))
      expect(await topology.drawnIds('network')).toEqual(drawn.map(({ Id }) => Id).sort())
      // Containers in one namespace share a card: the one that made the namespace names it.
      const cards = containers.filter((container) => !container.HostConfig.NetworkMode.startsWith('container:'))
      expect(await topology.drawnIds('container')).toEqual(cards.map((container) => container.Id).sort())
    })
  })
}

/** `CONTAINER>NETWORK` for each network that the engine says a container is on. */
const attachmentsOf = (container: ContainerTruth): string[] =>
  Object.values(container.NetworkSettings.Networks).map((network) => `${container.Id}>${network.NetworkID}`)
