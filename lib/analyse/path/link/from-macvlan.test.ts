import { join } from 'node:path'
import { expect, it } from 'vitest'
import { recordedView } from '../../../agent/recorded-view.ts'
import type { Topology } from '../../../model/topology.ts'
import { tracePath } from '../trace-path.ts'

const recorded = await recordedView(join(import.meta.dirname, '../../../collect/recordings/debian-kernel-20.10'))

/** l3s-a and l3s-b are ipvlans on the VLAN eth1.31, tagged-a and tagged-b macvlans on eth1.40. */
const parents = ['eth1.31', 'eth1.40']
const sitsOn = new Set(recorded.interfaces.flatMap(({ id, name }) => (parents.includes(name) ? [id] : [])))

const outcomeOf = (topology: Topology, from: string, to: string): string => {
  const answer = tracePath(topology, { from, to, protocol: 'tcp', port: 80, size: null })
  return 'kind' in answer ? answer.says : answer.verdict.outcome
}

const down: Topology = {
  ...recorded,
  interfaces: recorded.interfaces.map((one) =>
    sitsOn.has(one.id) ? { ...one, up: false, operationalState: 'DOWN' } : one,
  ),
}

it('ipvlans reach each other while what they sit on is down, macvlans do not', () => {
  expect(outcomeOf(down, 'l3s-a', 'l3s-b')).toBe('delivered')
  expect(outcomeOf(recorded, 'tagged-a', 'tagged-b')).toBe('delivered')
  expect(outcomeOf(down, 'tagged-a', 'tagged-b')).toBe('no-neighbour')
})

it('ipvlans that lost their own carrier with it do not either', () => {
  const interfaces = down.interfaces.map((one) =>
    one.parentId !== null && sitsOn.has(one.parentId) ? { ...one, operationalState: 'LOWERLAYERDOWN' } : one,
  )
  expect(outcomeOf({ ...down, interfaces }, 'l3s-a', 'l3s-b')).toBe('dropped')
})
