import type { Gap } from '../model/gap.ts'
import { gapId, type HostId } from '../model/id.ts'
import { replaceSorted } from '../model/replace-sorted.ts'
import { type AgentMessage, protocolVersion } from './protocol.ts'

const source = 'the protocol of the agent'

/** The message with a gap that says what this program left out of it. */
export function tellOfUnknown(message: AgentMessage, hostId: HostId, protocol: string): AgentMessage {
  const gap: Gap = {
    id: gapId(hostId, source),
    hostId,
    source,
    code: 'not-understood',
    reason: `The agent speaks protocol ${protocol}, this program ${protocolVersion}; some of its records have a form that is not known here.`,
    cost: 'Those records are not shown.',
    advice: 'Run the agent and the web process from the same version.',
    touches: [],
  }
  const withGap = (gaps: readonly Gap[]) => replaceSorted(gaps, ({ id }) => id, new Map([[gap.id, gap]]), new Set())
  switch (message.kind) {
    case 'view':
      return { ...message, view: { ...message.view, gaps: withGap(message.view.gaps) } }
    case 'change': {
      const { change } = message
      return { ...message, change: { ...change, put: { ...change.put, gaps: withGap(change.put.gaps ?? []) } } }
    }
    case 'beat':
      return message
    default:
      return message satisfies never
  }
}
