import type { Inspected } from '../api/contract.ts'
import type { Asked } from '../link/ask-agent.ts'
import type { InspectAnswer } from '../link/protocol.ts'

/** The agent's inspect answer as the browser gets it: a value, or the reason for its absence. */
export function inspectedFrom(asked: Asked<InspectAnswer>, now: number): Inspected {
  if (!asked.ok) return { value: null, reason: asked.reason, readAt: now }
  const { found, inspect, reason, readAt } = asked.value
  if (found) return { value: inspect, reason, readAt }
  return { value: null, reason: reason ?? 'The engine no longer knows it.', readAt }
}
