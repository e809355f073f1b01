import type { z } from 'zod'
import { AgentList, type AgentState } from '../lib/api/contract.ts'
import { Topology } from '../lib/model/topology.ts'
import { keepEvidence } from './keep-evidence.ts'

async function ask<T>(url: string, path: string, schema: z.ZodType<T>): Promise<T> {
  const answer = await fetch(`${url}${path}`)
  const text = await answer.text()
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${text.slice(0, 300)}`)
  keepEvidence(text, `many${path}`, 'json')
  return schema.parse(JSON.parse(text))
}

export const topologyOf = ({ url }: { url: string }): Promise<Topology> => ask(url, '/api/topology', Topology)

/** What the web process says of the agent at an address. */
export async function agentAt({ url }: { url: string }, address: string): Promise<AgentState> {
  const { agents } = await ask(url, '/api/agents', AgentList)
  const found = agents.find((agent) => agent.address === address)
  if (!found) throw new Error(`no agent at ${address} among ${agents.map((agent) => agent.address).join(', ')}`)
  return found
}

/** Whether each host is heard, by its name. */
export async function heardOf(fleet: { url: string }): Promise<Record<string, 'live' | 'stale' | 'untold'>> {
  const { hosts, statuses } = await topologyOf(fleet)
  return Object.fromEntries(
    hosts.map(({ id, name }) => [name, statuses.find(({ hostId }) => hostId === id)?.heard?.state ?? 'untold']),
  )
}
