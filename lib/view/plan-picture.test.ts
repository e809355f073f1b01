import { expect, test } from 'vitest'
import type { Topology } from '../model/topology.ts'
import { defaultViewState, type ViewState } from './picture.ts'
import { pictureFaults } from './picture-faults.ts'
import { planPicture } from './plan-picture.ts'
import { deploymentModels, threeHosts } from './sample-topologies.ts'
import { SeededRandom } from './seeded-random.ts'
import { seededTopology } from './seeded-topology.ts'

const views: ViewState[] = [
  defaultViewState,
  { ...defaultViewState, showStopped: true, showIdle: true, showSystem: true },
  { ...defaultViewState, group: 'service', showStopped: true },
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
      if (seed % 5 === 0) expect(planPicture(shuffled(topology, seed), view), `seed ${seed} shuffled`).toEqual(picture)
    }
  },
)

test.each([deploymentModels(), threeHosts()])('a hand-made topology is drawn without a fault', (topology) => {
  expect(pictureFaults(planPicture(topology, defaultViewState))).toEqual([])
})
