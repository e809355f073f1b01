import { expect, it } from 'vitest'
import { StreamEvent } from '../api/contract.ts'
import { emptyTopology } from '../model/topology.ts'
import { deploymentModels } from '../view/sample-topologies.ts'
import { swarmView } from '../view/swarm-member-view.ts'
import { encodeEvent, encodeWhole } from './encode-event.ts'

const link = { state: 'connected' as const, since: 1, detail: 'The agent is connected.' }
const event = (topology = deploymentModels()) => ({ kind: 'topology' as const, topology, link, agents: [], build: 'b' })

const decode = (pieces: Iterable<Uint8Array>) => new TextDecoder().decode(Buffer.concat([...pieces]))
const dataOf = (text: string): StreamEvent => StreamEvent.parse(JSON.parse(/^data: (.*)\n\n$/m.exec(text)?.[1] ?? ''))

it.each([
  ['of one host', deploymentModels()],
  ['of nothing', emptyTopology()],
])('a whole %s says what it says in one piece', (_, topology) => {
  const whole = decode(encodeWhole('e.1', event(topology)))
  expect(dataOf(whole)).toEqual(dataOf(decode([encodeEvent('e.1', event(topology))])))
  expect(whole.startsWith('id: e.1\nevent: topology\ndata: {')).toBe(true)
})

it('a whole of many records comes in pieces, none much longer than a record and what is sent at once', () => {
  const topology = swarmView({ name: 'a', containers: 3_000 })
  const pieces = [...encodeWhole('e.1', event(topology))]
  expect(dataOf(decode(pieces))).toEqual(event(topology))
  expect(pieces.length).toBeGreaterThan(3)
  expect(Math.max(...pieces.map(({ byteLength }) => byteLength))).toBeLessThan(300_000)
})
