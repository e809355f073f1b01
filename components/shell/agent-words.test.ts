import { expect, test } from 'vitest'
import type { AgentState } from '../../lib/api/contract.ts'
import { HostId } from '../../lib/model/id.ts'
import { agentWords, countAgents } from './agent-words.ts'

const agent = (state: AgentState['state']): AgentState => ({
  address: 'host2:4748',
  state,
  since: 0,
  detail: '',
  hostId: null,
  agentVersion: null,
  protocol: null,
  keyFingerprint: null,
})

test('agents are counted by state, and only the states that there are', () => {
  expect(countAgents([agent('refused'), agent('connected'), agent('connected')])).toBe('2 connected, 1 refused')
  expect(countAgents([])).toBe('')
})

test('of a lost agent something is still drawn only where it told of a host', () => {
  expect(agentWords(agent('lost')).advice).not.toContain('still drawn')
  expect(agentWords({ ...agent('lost'), hostId: HostId.parse('engine-host2') }).advice).toContain('still drawn')
})
