import type { Change } from '../model/change.ts'
import type { HostStatus } from '../model/status.ts'
import type { HostView } from '../model/topology.ts'
import { type Asked, askAgent } from './ask-agent.ts'
import { type Clock, systemClock, type Timer } from './clock.ts'
import { openStream, type Stream } from './open-stream.ts'
import { type AgentMessage, InspectAnswer, NamespaceAnswer } from './protocol.ts'

export type AgentLink = {
  state: 'connecting' | 'connected' | 'lost'
  /** Milliseconds since the epoch. */
  since: number
  detail: string
}

export type AgentHandlers = {
  /** The whole view: at first, and again after each gap. `epoch` is new at each start of the agent. */
  onView(view: HostView, epoch: string): void
  /** Each change once and in order. */
  onChange(change: Change): void
  /** The freshest status, at least every 15 s. */
  onBeat(status: HostStatus, at: number): void
  onLink(link: AgentLink): void
}

export type AgentClient = {
  link(): AgentLink
  inspectContainer(id: string): Promise<Asked<InspectAnswer>>
  inspectNetwork(id: string): Promise<Asked<InspectAnswer>>
  readNamespace(id: string): Promise<Asked<NamespaceAnswer>>
  close(): void
}

const silenceMs = 35_000
const firstAnswerMs = 10_000
const checkMs = 1_000
const sleepMs = 5_000
const shortestWaitMs = 100
const longestWaitMs = 2_000

/** Keeps the link to the agent at a Unix socket: dials, listens, checks, and dials anew by itself whatever happens. */
export function openAgentClient(socketPath: string, handlers: AgentHandlers, clock: Clock = systemClock): AgentClient {
  let link: AgentLink = { state: 'connecting', since: clock.now(), detail: `dialling the agent at ${socketPath}` }
  let stream: Stream | null = null
  let sequence: number | null = null
  let heardAt = clock.now()
  let checkedAt = clock.now()
  let wait = shortestWaitMs
  let dialling: Timer | null = null
  let checking: Timer | null = null
  let closed = false

  function setLink(state: AgentLink['state'], detail: string): void {
    if (state === link.state && detail === link.detail) return
    link = { state, since: state === link.state ? link.since : clock.now(), detail }
    handlers.onLink(link)
  }

  function dial(): void {
    dialling = null
    sequence = null
    heardAt = clock.now()
    const opened = openStream(socketPath, {
      onMessage: (message) => {
        if (stream === opened) take(message)
      },
      onEnd: (reason) => {
        if (stream === opened) lose(reason)
      },
    })
    stream = opened
  }

  function lose(reason: string): void {
    const ended = stream
    stream = null
    ended?.close()
    if (closed) return
    setLink('lost', reason)
    dialling = clock.after(wait, dial)
    wait = Math.min(wait * 2, longestWaitMs)
  }

  function take(message: AgentMessage): void {
    heardAt = clock.now()
    switch (message.kind) {
      case 'view':
        sequence = message.seq
        wait = shortestWaitMs
        handlers.onView(message.view, message.epoch)
        setLink('connected', `connected to the agent at ${socketPath}`)
        return
      case 'change':
        if (sequence === null || message.seq !== sequence + 1) {
          lose(`a change is missing between ${sequence ?? 'the start'} and ${message.seq}; asking for the whole view`)
          return
        }
        sequence = message.seq
        handlers.onChange(message.change)
        return
      case 'beat':
        if (message.seq !== sequence) {
          lose(`the agent is at change ${message.seq} and ${sequence ?? 'none'} was heard; asking for the whole view`)
          return
        }
        handlers.onBeat(message.status, message.at)
        return
      default:
        message satisfies never
    }
  }

  function check(): void {
    const now = clock.now()
    // After a sleep of this process, what arrived meanwhile is still to be read.
    if (now - checkedAt > sleepMs) heardAt = Math.max(heardAt, now - silenceMs + sleepMs)
    checkedAt = now
    const limit = sequence === null ? firstAnswerMs : silenceMs
    if (stream && now - heardAt > limit) lose(`the agent has said nothing for ${Math.round((now - heardAt) / 1000)} s`)
    checking = clock.after(checkMs, check)
  }

  dial()
  checking = clock.after(checkMs, check)

  return {
    link: () => link,
    inspectContainer: (id) => askAgent(socketPath, `/v1/container/${encodeURIComponent(id)}`, InspectAnswer),
    inspectNetwork: (id) => askAgent(socketPath, `/v1/network/${encodeURIComponent(id)}`, InspectAnswer),
    readNamespace: (id) => askAgent(socketPath, `/v1/namespace?id=${encodeURIComponent(id)}`, NamespaceAnswer),
    close() {
      closed = true
      dialling?.cancel()
      checking?.cancel()
      stream?.close()
      stream = null
    },
  }
}
