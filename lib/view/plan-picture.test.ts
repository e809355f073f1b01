import { setImmediate as turn } from 'node:timers/promises'
import { beforeEach, expect, test } from 'vitest'
import { SeededRandom } from '../analyse/seeded-random.ts'
import { emptyTopology, type Topology } from '../model/topology.ts'
import { isStopped } from './container-words.ts'
import { defaultViewState, type ViewState } from './picture.ts'
import { pictureFaults } from './picture-faults.ts'
import { planPicture } from './plan-picture.ts'
import { swarmShop, twoZones } from './sample-swarms.ts'
import { deploymentModels, manyContainers, threeHosts } from './sample-topologies.ts'
import { seededTopology } from './seeded-topology.ts'

// All of this is one long computation: Vitest hears of it between two tests only where the event loop gets its turn.
beforeEach(() => turn())

const views: ViewState[] = [
  defaultViewState,
  { ...defaultViewState, showStopped: true, showIdle: true, showSystem: true },
  { ...defaultViewState, showTunnels: true },
  { ...defaultViewState, group: 'service', showStopped: true, showTunnels: true },
  { ...defaultViewState, group: 'project', search: 'shop' },
]

const shuffled = (topology: Topology, seed: number): Topology => {
  const random = new SeededRandom(seed)
  return {
    ...topology,
    hosts: random.shuffled(topology.hosts),
    networks: random.shuffled(topology.networks),
    endpoints: random.shuffled(topology.endpoints),
    containers: random.shuffled(topology.containers),
    interfaces: random.shuffled(topology.interfaces),
    namespaces: random.shuffled(topology.namespaces),
    services: random.shuffled(topology.services),
    statuses: random.shuffled(topology.statuses),
  }
}

test.each(Array.from({ length: 20 }, (_, part) => part))(
  '1,000 topologies are drawn without a fault, part %i of 20',
  (part) => {
    for (let seed = part * 50; seed < part * 50 + 50; seed++) {
      const topology = seededTopology(seed)
      const view = views[seed % views.length] ?? defaultViewState
      const picture = planPicture(topology, view)
      expect(pictureFaults(picture), `seed ${seed}`).toEqual([])
      if (seed % 10 === 0) expect(planPicture(shuffled(topology, seed), view), `seed ${seed} shuffled`).toEqual(picture)
    }
  },
)

test.each([deploymentModels(), threeHosts(), swarmShop(), twoZones()])(
  'a hand-made topology is drawn without a fault',
  (topology) => {
    for (const view of views) expect(pictureFaults(planPicture(topology, view))).toEqual([])
  },
)

const ties = (topology: Topology): string[] => {
  const running = new Set(topology.containers.filter((one) => !isStopped(one)).map((one) => one.id))
  const drawn = new Set(topology.networks.filter((one) => !one.ingress).map((one) => one.id))
  return topology.endpoints
    .filter((one) => one.containerId !== null && running.has(one.containerId) && drawn.has(one.networkId))
    .map((one) => `${one.id}`)
    .sort()
}

test('every attachment of a running container has its drop, and no other has one', () => {
  for (let seed = 0; seed < 100; seed++) {
    const topology = seededTopology(seed, { containersPerHost: 30 })
    const picture = planPicture(topology, defaultViewState)
    const subject = new Map(picture.bars.map((bar) => [bar.key, bar.subject]))
    const drawn = picture.drops.flatMap((drop) => (drop.endpointId === null ? [] : [`${drop.endpointId}`]))
    const modes = picture.drops.filter((drop) => drop.endpointId === null)
    expect(drawn.sort(), `seed ${seed}`).toEqual(ties(topology))
    for (const drop of modes) expect(picture.bars.find((bar) => bar.key === drop.to)?.role).toBe('mode')
    for (const drop of picture.drops) expect(subject.has(drop.to)).toBe(true)
  }
})

test('one more container keeps the order of the others, and one that left too', () => {
  for (let seed = 0; seed < 50; seed++) {
    const topology = seededTopology(seed, { containersPerHost: 40 })
    const whole = planPicture(topology, defaultViewState).cards.map((card) => card.key)
    const [gone] = topology.containers.filter((one) => one.sharesNamespaceOf === null).slice(seed % 7)
    const fewer = planPicture(
      {
        ...topology,
        containers: topology.containers.filter((one) => one.id !== gone?.id),
        endpoints: topology.endpoints.filter((one) => one.containerId !== gone?.id),
      },
      defaultViewState,
    ).cards.map((card) => card.key)
    const common = new Set(fewer.filter((key) => whole.includes(key)))
    expect(fewer.filter((key) => common.has(key))).toEqual(whole.filter((key) => common.has(key)))
  }
})

test('a host with very many containers is grouped, says so, and counts all of them', () => {
  const picture = planPicture(manyContainers(), defaultViewState)
  expect(picture.cards.reduce((sum, card) => sum + card.containerIds.length, 0)).toBe(200)
  expect(picture.cards.length).toBeLessThanOrEqual(60)
  expect(picture.hidden).toEqual(['200 containers of host1 drawn as 40 cards by networks'])
  expect(picture.width / picture.height).toBeGreaterThan(0.8)
  expect(picture.width / picture.height).toBeLessThan(3.5)
  expect(pictureFaults(picture)).toEqual([])
})

test('sixty containers are not one endless row', () => {
  const picture = planPicture(manyContainers(60, 6), defaultViewState)
  expect(picture.cards.length).toBe(60)
  expect(picture.width).toBeLessThan(2400)
  expect(pictureFaults(picture)).toEqual([])
})

test('a network that does not tell of its hosts is drawn where its members are', () => {
  const topology = deploymentModels()
  const networks = topology.networks.map((network) => ({ ...network, onHosts: [] }))
  const picture = planPicture({ ...topology, networks }, defaultViewState)
  expect(pictureFaults(picture)).toEqual([])
  const drawn = picture.drops.flatMap((drop) => (drop.endpointId === null ? [] : [`${drop.endpointId}`]))
  expect(drawn.sort()).toEqual(ties(topology))
})

test('a host that tells of no interface says so', () => {
  const topology = deploymentModels()
  const picture = planPicture({ ...topology, interfaces: [] }, defaultViewState)
  expect(pictureFaults(picture)).toEqual([])
  const [nic] = picture.bars.filter((bar) => bar.role === 'nic')
  expect(nic?.labels.map((label) => label.text)).toEqual(['host network', 'interfaces not read'])
})

test('what is folded away is counted on the picture and said in words', () => {
  const picture = planPicture(deploymentModels(), defaultViewState)
  expect(picture.folds.map((fold) => [fold.reveal, fold.count])).toEqual([
    ['idle', 1],
    ['stopped', 1],
  ])
  expect(picture.hidden).toEqual(['1 stopped container hidden', '1 idle network hidden'])
  const whole = planPicture(deploymentModels(), { ...defaultViewState, showIdle: true, showStopped: true })
  expect(whole.folds).toEqual([])
  expect(whole.hidden).toEqual([])
  expect(whole.bars.map((bar) => bar.name)).toContain('spare')
})

test('containers of one namespace are one card with all their names', () => {
  const picture = planPicture(deploymentModels(), defaultViewState)
  const card = picture.cards.find((one) => one.name === 'api')
  expect(card?.containerIds.length).toBe(2)
  expect(card?.labels.map((label) => label.text)).toContain('+ api-sidecar')
})

test('each way out is drawn as what it is, and ends where it leaves the host', () => {
  const picture = planPicture(deploymentModels(), defaultViewState)
  const name = new Map(picture.bars.map((bar) => [bar.key, bar.name]))
  const ways = picture.uplinks
    .filter((one) => one.plate !== null)
    .map((one) => `${name.get(one.from)} ${one.style} ${one.style === 'internal' ? '' : name.get(one.to)}`.trim())
  expect(ways.sort()).toEqual([
    'backnet nat eth0',
    'bridge nat eth0',
    'host wire eth0',
    'lan parent eth0',
    'mapped enslaved eth1',
    'none internal',
    'sixnet nat eth0',
    'vault internal',
  ])
})

test('a search leaves the matches and what is attached to them', () => {
  const picture = planPicture(deploymentModels(), { ...defaultViewState, search: '172.31.20.2' })
  expect(picture.cards.map((card) => card.name).sort()).toEqual(['keys', 'worker'])
  expect(picture.hidden).toContain('11 containers without “172.31.20.2” hidden')
})

test('drivers that are left out are said', () => {
  const picture = planPicture(threeHosts(), { ...defaultViewState, hiddenDrivers: ['overlay'] })
  expect(picture.bars.some((bar) => bar.hue === 'overlay')).toBe(false)
  expect(picture.hidden).toContain('3 networks of driver overlay hidden')
})

test('an empty topology is an empty picture', () => {
  expect(pictureFaults(planPicture(emptyTopology(), defaultViewState))).toEqual([])
})
