import { expect, it } from 'vitest'
import type { AgentState, LinkState } from '../api/contract.ts'
import { overallLink } from './overall-link.ts'

const before: LinkState = { state: 'connected', since: 1, detail: '' }
const agent = (address: string, state: AgentState['state']): AgentState => ({
  ...{ address, state, since: 5, detail: `${address} is ${state}`, hostId: null },
  ...{ agentVersion: null, protocol: null, keyFingerprint: null },
})

it.each([
  [
    'one agent speaks for itself',
    [agent('a', 'connected')],
    { state: 'connected', since: 1, detail: 'a is connected' },
  ],
  ['one that is lost too', [agent('a', 'lost')], { state: 'lost', since: 5, detail: 'a is lost' }],
  [
    'one of several is enough',
    [agent('a', 'lost'), agent('b', 'connected')],
    { state: 'connected', since: 1, detail: '1 of 2 agents are connected.' },
  ],
  [
    'none of several says why for each',
    [agent('a', 'lost'), agent('b', 'refused')],
    { state: 'lost', since: 9, detail: 'None of the 2 agents is heard. a: a is lost; b: b is refused' },
  ],
  ['none at all', [], { state: 'connecting', since: 9, detail: 'No agent is known yet.' }],
])('%s', (_, agents, wanted) => {
  expect(overallLink(agents, before, 9)).toEqual(wanted)
})
