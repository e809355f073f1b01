import type { Change } from '../model/change.ts'
import type { LinkState, StreamEvent } from './contract.ts'
import { type FeedState, firstFeedState, reduceFeed } from './feed-state.ts'
import { readStream } from './stream-reader.ts'
import { type Leadership, standForLeader } from './tab-leader.ts'

/** What tabs of one browser tell each other. */
type TabMessage =
  | { kind: 'hello'; from: string }
  | { kind: 'whole'; to: string; state: FeedState; lastId: string | null }
  | { kind: 'event'; event: StreamEvent; id: string }
  | { kind: 'link'; link: LinkState; hidden: boolean }

/** What changed: the records of a change, or everything at once. */
export type Touched = { kind: 'everything' } | { kind: 'records'; change: Change }

export type TopologyFeed = {
  /** Opens the stream with the first subscriber and ends it with the last. */
  subscribe(listener: () => void): () => void
  snapshot(): FeedState
  /** Told after the state holds the change. */
  onTouched(listener: (touched: Touched) => void): () => void
}

/** A hiccup shorter than this is not worth a word. */
const graceMs = 3_000
/** The leader repeats what the server says at least every 5 s. */
const leaderSilenceMs = 15_000

/** The live topology of this browser: one tab reads the stream, the others of the same build listen to that tab. */
export function createTopologyFeed(build: string, onSignIn: () => void): TopologyFeed {
  // Only tells tabs apart; `crypto.randomUUID` is not there without TLS.
  const self = Math.random().toString(36).slice(2)
  const listeners = new Set<() => void>()
  const touchListeners = new Set<(touched: Touched) => void>()
  let state = firstFeedState
  let lastId: string | null = null
  let stop: (() => void) | null = null

  const set = (next: FeedState) => {
    if (next === state) return
    state = next
    for (const listener of listeners) listener()
  }

  const take = (event: StreamEvent, id: string) => {
    lastId = id
    set(reduceFeed(state, event))
    if (event.kind === 'topology') touch({ kind: 'everything' })
    if (event.kind === 'change') touch({ kind: 'records', change: event.change })
  }

  const touch = (touched: Touched) => {
    for (const listener of touchListeners) listener(touched)
  }

  const start = () => {
    const name = `portolan-stream-${build}`
    const channel = new BroadcastChannel(name)
    const tell = (message: TabMessage) => channel.postMessage(message)
    let reader: { close(): void } | null = null
    let leadership: Leadership | null = null
    let downSince: number | null = null
    let graceTimer: ReturnType<typeof setTimeout> | undefined
    let silenceTimer: ReturnType<typeof setTimeout> | undefined

    const setLink = (link: LinkState) => set({ ...state, link })

    const onUp = () => {
      downSince = null
      clearTimeout(graceTimer)
    }

    const onDown = (since: number) => {
      if (downSince !== null) return
      downSince = since
      const sayLost = () => {
        const detail = 'Portolan does not answer. Is it still running where it was started? This page goes on trying.'
        setLink({ state: 'lost', since, detail })
        tell({ kind: 'link', link: state.link, hidden: document.hidden })
      }
      graceTimer = setTimeout(sayLost, Math.max(0, since + graceMs - Date.now()))
    }

    const lead = () => {
      clearTimeout(silenceTimer)
      reader = readStream(state.topology ? lastId : null, {
        onEvent(event, id) {
          onUp()
          take(event, id)
          tell({ kind: 'event', event, id })
        },
        onDown,
        onSignIn,
      })
    }

    const follow = () => {
      reader?.close()
      reader = null
      onUp()
      listenForLeader()
      tell({ kind: 'hello', from: self })
    }

    const listenForLeader = () => {
      clearTimeout(silenceTimer)
      if (reader) return
      silenceTimer = setTimeout(() => {
        setLink({ state: 'lost', since: Date.now(), detail: 'The tab that listens for all tabs has gone quiet.' })
        if (!document.hidden) leadership?.steal()
        listenForLeader()
      }, leaderSilenceMs)
    }

    const hear = (message: TabMessage) => {
      if (message.kind === 'hello') {
        if (reader && state.topology) tell({ kind: 'whole', to: message.from, state, lastId })
        return
      }
      if (reader) return
      listenForLeader()
      switch (message.kind) {
        case 'event':
          return take(message.event, message.id)
        case 'whole':
          if (message.to !== self) return
          lastId = message.lastId
          set(message.state)
          return touch({ kind: 'everything' })
        case 'link':
          setLink(message.link)
          // A hidden tab's timers are slow: who is looked at tries again sooner.
          if (message.hidden && !document.hidden) leadership?.steal()
          return
        default:
          return message satisfies never
      }
    }

    channel.addEventListener('message', ({ data }: MessageEvent<TabMessage>) => hear(data))
    listenForLeader()
    tell({ kind: 'hello', from: self })
    leadership = standForLeader(name, { onLead: lead, onFollow: follow })

    return () => {
      leadership?.leave()
      reader?.close()
      channel.close()
      clearTimeout(graceTimer)
      clearTimeout(silenceTimer)
    }
  }

  return {
    subscribe(listener) {
      listeners.add(listener)
      stop ??= start()
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        stop?.()
        stop = null
      }
    },
    snapshot: () => state,
    onTouched(listener) {
      touchListeners.add(listener)
      return () => touchListeners.delete(listener)
    },
  }
}
