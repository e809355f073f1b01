import type { Change } from '../model/change.ts'
import type { ProbeQuestion } from '../model/probe.ts'
import type { HostStatus } from '../model/status.ts'
import type { HostView } from '../model/topology.ts'
import { type AgentAddress, formatAddress } from './agent-address.ts'
import { type Asked, askAgent } from './ask-agent.ts'
import { type Clock, systemClock, type Timer } from './clock.ts'
import { createDialler } from './create-dialler.ts'
import type { LinkEnd } from './explain-failure.ts'
import { openStream, type Stream } from './open-stream.ts'
import { probePath } from './probe-path.ts'
import { type AgentMessage, InspectAnswer, NamespaceAnswer, ProbeAnswer } from './protocol.ts'
import type { SharedSecret } from './shared-secret.ts'
import { type ClockReading, watchAgentClock } from './watch-agent-clock.ts'

export type AgentLink = {
  /** `refused`: something answers and is not believed, or does not believe this side; it is dialled on all the same. */
  state: 'connecting' | 'connected' | 'lost' | 'refused'
  /** Milliseconds since the epoch. */
  since: number
  detail: string
}

/** Which agent tells a view. */
export type Teller = {
  /** New at each start of the agent. */
  epoch: string
  protocol: string
  /** SHA-256 of the agent's own public key, which it proved to hold; null on a socket, where the file's rights say who it is. */
  keyFingerprint: string | null
}

export type AgentHandlers = {
  /** The whole view: at first, and again after each gap. */
  onView(view: HostView, teller: Teller): void
  /** Each change once and in order. */
  onChange(change: Change): void
  /** The freshest status, at least every 15 s. */
  onBeat(status: HostStatus, at: number): void
  onLink(link: AgentLink): void
  /** How the agent's clock differs from this one's: once connected, and then each minute. */
  onClock(reading: ClockReading): void
}

export type AgentClient = {
  link(): AgentLink
  inspectContainer(id: string): Promise<Asked<InspectAnswer>>
  inspectNetwork(id: string): Promise<Asked<InspectAnswer>>
  inspectService(id: string): Promise<Asked<InspectAnswer>>
  inspectNode(id: string): Promise<Asked<InspectAnswer>>
  inspectTask(id: string): Promise<Asked<InspectAnswer>>
  readNamespace(id: string): Promise<Asked<NamespaceAnswer>>
  /** Has a real packet sent out of a namespace of that host. */
  probe(namespaceId: string, question: ProbeQuestion): Promise<Asked<ProbeAnswer>>
  close(): void
}

type ClientSettings = {
  /** What the agents over the network share with this program; a socket needs none. */
  secret: SharedSecret | null
  clock?: Clock
}

/** On a socket, whose other end is noticed at once when it goes. */
const silenceMs = 35_000
/** From dialling to the first of an answer, and from there or from the last message to a whole one. */
const firstAnswerMs = 10_000
const wholeMessageMs = 120_000
const checkMs = 1_000
const sleepMs = 5_000
const shortestWaitMs = 100
const longestWaitMs = 2_000
/** A link that held so long was a good one: after it, the first dialling anew comes at once. */
const goodLinkMs = 10_000

/** Over the network two beats may be missing: what is lost on the way is sent again ever more rarely, and dialling anew comes sooner. */
const silenceOf = ({ kind }: AgentAddress, beatMs: number): number =>
  kind === 'socket' ? silenceMs : Math.min(silenceMs, Math.max(5_000, beatMs) * 2 + 1_000)

/** Keeps the link to one agent: dials, listens, checks, and dials anew by itself whatever happens. */
export function openAgentClient(
  address: AgentAddress,
  handlers: AgentHandlers,
  { secret, clock = systemClock }: ClientSettings,
): AgentClient {
  const place = formatAddress(address)
  const dialler = createDialler(address, secret)
  const clockWatch = watchAgentClock(dialler, clock, handlers.onClock)
  let link: AgentLink = { state: 'connecting', since: clock.now(), detail: `dialling the agent at ${place}` }
  let stream: Stream | null = null
  let sequence: number | null = null
  let keyFingerprint: string | null = null
  let mostSilence = silenceMs
  let toldAt = clock.now()
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
    toldAt = clock.now()
    heardAt = clock.now()
    const opened = openStream(
      dialler,
      {
        onMessage(message, fingerprint) {
          if (stream === opened) take(message, fingerprint)
        },
        onProgress() {
          if (stream === opened) heardAt = clock.now()
        },
        onEnd(end) {
          if (stream === opened) lose(end)
        },
      },
      clock,
    )
    stream = opened
  }

  function lose({ refused, reason }: LinkEnd): void {
    const ended = stream
    stream = null
    ended?.close()
    clockWatch.stop()
    if (closed) return
    if (link.state === 'connected' && clock.now() - link.since > goodLinkMs) wait = shortestWaitMs
    setLink(refused ? 'refused' : 'lost', reason)
    dialling = clock.after(wait, dial)
    wait = Math.min(wait * 2, longestWaitMs)
  }

  const silent = (what: string) => ({ refused: false, reason: `the agent at ${place} ${what}` })
  const miss = (reason: string) => lose({ refused: false, reason: `${reason}; asking for the whole view` })

  function take(message: AgentMessage | null, fingerprint: string | null): void {
    heardAt = clock.now()
    toldAt = heardAt
    if (!message) return
    switch (message.kind) {
      case 'view':
        sequence = message.seq
        keyFingerprint = fingerprint
        mostSilence = silenceOf(address, message.beatMs)
        handlers.onView(message.view, { epoch: message.epoch, protocol: message.protocol, keyFingerprint })
        setLink('connected', `connected to the agent at ${place}`)
        clockWatch.start(keyFingerprint)
        return
      case 'change':
        if (sequence === null || message.seq !== sequence + 1) {
          miss(`a change is missing between ${sequence ?? 'the start'} and ${message.seq}`)
          return
        }
        sequence = message.seq
        handlers.onChange(message.change)
        return
      case 'beat':
        if (message.seq !== sequence) {
          miss(`the agent is at change ${message.seq} and ${sequence ?? 'none'} was heard`)
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
    const limit = sequence === null ? firstAnswerMs : mostSilence
    // After a sleep of this process, what arrived meanwhile is still to be read.
    if (now - checkedAt > sleepMs) heardAt = Math.max(heardAt, now - limit + sleepMs)
    if (stream?.isBehind()) {
      heardAt = now
      toldAt = now
    }
    checkedAt = now
    if (stream && now - heardAt > limit) {
      lose(silent(`has said nothing for ${Math.round((now - heardAt) / 1000)} s`))
    } else if (stream && now - toldAt > wholeMessageMs) {
      lose(silent(`has said nothing whole for ${wholeMessageMs / 1000} s`))
    }
    checking = clock.after(checkMs, check)
  }

  const inspect = (kind: string) => (id: string) =>
    askAgent(dialler, `/v1/${kind}/${encodeURIComponent(id)}`, InspectAnswer, keyFingerprint)

  dial()
  checking = clock.after(checkMs, check)

  return {
    link: () => link,
    inspectContainer: inspect('container'),
    inspectNetwork: inspect('network'),
    inspectService: inspect('service'),
    inspectNode: inspect('node'),
    inspectTask: inspect('task'),
    readNamespace: (id) =>
      askAgent(dialler, `/v1/namespace?id=${encodeURIComponent(id)}`, NamespaceAnswer, keyFingerprint),
    probe: (namespaceId, question) => askAgent(dialler, probePath(namespaceId, question), ProbeAnswer, keyFingerprint),
    close() {
      closed = true
      dialling?.cancel()
      checking?.cancel()
      clockWatch.stop()
      stream?.close()
      stream = null
      dialler.close()
    },
  }
}
