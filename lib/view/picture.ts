import type { ContainerId, EndpointId, HostId, InterfaceId, NetworkId } from '../model/id.ts'

/** One hue per kind of network; `nic` and `underlay` share theirs. */
export type Hue = 'overlay' | 'bridge' | 'gwbridge' | 'macvlan' | 'underlay' | 'plain'

export type Tone = 'ok' | 'warn' | 'bad' | 'idle'

export type Rect = { x: number; y: number; width: number; height: number }

/** A line of text at a place that fits its box; `full` where it was cut in the middle. */
export type Label = {
  x: number
  y: number
  text: string
  full: string
  size: number
  mono: boolean
  bold: boolean
  soft: boolean
  anchor: 'start' | 'middle' | 'end'
}

/** Anything drawn as a box. `key` is stable over refreshes and is what a selection names. */
export type Box = Rect & {
  key: string
  labels: Label[]
  /** What a screen reader says and a hover shows. */
  title: string
}

export type Frame = Box & { kind: 'frame'; hostId: HostId }

export type Bar = Box & {
  kind: 'bar'
  /** `network` is one network's; `nic` an interface of the host; `underlay` the subnet under the NICs; `mode` stands for host or none mode. */
  role: 'network' | 'nic' | 'underlay' | 'mode'
  hue: Hue
  networkId: NetworkId | null
  interfaceId: InterfaceId | null
  hostId: HostId | null
  internal: boolean
}

export type Card = Box & {
  kind: 'card'
  hostId: HostId
  /** More than one where a group or a shared namespace is drawn as one. */
  containerIds: ContainerId[]
  tone: Tone
  /** running, paused, exited, ... as a word, so that colour is never alone. */
  stateWord: string
  group: boolean
}

/** A card's line to a bar; always vertical. Drawn behind cards and behind the bars that it passes. */
export type Drop = {
  kind: 'drop'
  key: string
  x: number
  y1: number
  y2: number
  hue: Hue
  from: string
  to: string
  endpointId: EndpointId | null
  /** The circle at the bar, with the address beside it; null for uplinks that end in another bar. */
  joint: { x: number; y: number } | null
  labels: Label[]
  origin: 'configured' | 'observed' | 'inferred'
  title: string
}

/** A bar's way out, bar to NIC or NIC to underlay; always vertical, with a plate that names how. */
export type Uplink = {
  kind: 'uplink'
  key: string
  x: number
  y1: number
  y2: number
  hue: Hue
  from: string
  to: string
  style: 'nat' | 'routed' | 'enslaved' | 'parent' | 'wire' | 'internal'
  plate: (Rect & { label: Label }) | null
  title: string
}

/** A count of what is not drawn, and why; unfolds by its `reveal`. */
export type Fold = Box & { kind: 'fold'; count: number; reveal: 'idle' | 'system' | 'stopped' | 'group' }

/** All that there is to draw, in its own coordinates from 0,0 to width,height. Pure data: the page and the SVG draw the same. */
export type Picture = {
  width: number
  height: number
  frames: Frame[]
  bars: Bar[]
  cards: Card[]
  drops: Drop[]
  uplinks: Uplink[]
  folds: Fold[]
  /** Headings such as `Overlays`. */
  captions: Label[]
  /** What filters and folds leave out, in words: `2 idle networks hidden`. */
  hidden: string[]
}

/** The whole state of the view, which is also what the URL holds. */
export type ViewState = {
  /** `key` of the selected box or null. */
  selected: string | null
  /** Drivers left out (`overlay`, `macvlan`, ...). */
  hiddenDrivers: string[]
  showStopped: boolean
  showIdle: boolean
  showSystem: boolean
  /** Only containers of this project; null for all. */
  project: string | null
  group: 'none' | 'service' | 'project'
  /** Words that a record must contain to stay; empty for all. */
  search: string
}
