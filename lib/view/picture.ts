import type { ContainerId, EndpointId, HostId, InterfaceId, NetworkId, NodeId, ServiceId } from '../model/id.ts'

/** One hue per kind of network; `nic` and `underlay` share theirs. */
export type Hue = 'overlay' | 'bridge' | 'gwbridge' | 'macvlan' | 'underlay' | 'plain'

export type Tone = 'ok' | 'warn' | 'bad' | 'idle'

export type Rect = { x: number; y: number; width: number; height: number }

/** A line of text at a place that fits its box (`y` is its baseline); `full` is the whole text where it was cut in the middle. */
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

/** Anything drawn as a box. */
export type Box = Rect & {
  /** Unique in a picture and stable over refreshes. */
  key: string
  /** What a selection names (`container:ID`, `network:ID`, `interface:ID`, `host:ID`, `endpoint:ID`, `group:...`, `underlay:...`): boxes that stand for one thing share it. */
  subject: string
  /** The thing's whole name, for marks drawn far out. */
  name: string
  labels: Label[]
  /** What a screen reader says and a hover shows. */
  title: string
}

/** A word on a plate in a frame's head: its part in the swarm, or what is not as it should be. */
export type Badge = Rect & { label: Label; look: 'leader' | 'role' | 'idle' | 'warn' | 'bad' | 'unread' }

export type Frame = Box & {
  kind: 'frame'
  hostId: HostId
  nodeId: NodeId | null
  /** `unread`: no agent is there. `stale`: its agent is no longer heard. `down`: the managers no longer hear it. */
  sight: 'seen' | 'stale' | 'unread' | 'down'
  badges: Badge[]
  /** The opaque plate under the frame's labels: lines that pass go behind it. */
  header: Rect
}

/** The quiet ground under hosts of one zone and underlay subnet. */
export type Zone = Box & {
  kind: 'zone'
  /** The opaque plate under its words: lines that pass go behind it. */
  header: Rect
}

export type Bar = Box & {
  kind: 'bar'
  /** `network` is one network's; `nic` an interface of the host; `underlay` the wire under the NICs; `router` what joins such wires; `tunnel` a way of VXLAN between two hosts; `mode` stands for host or none mode. */
  role: 'network' | 'nic' | 'underlay' | 'router' | 'tunnel' | 'mode'
  hue: Hue
  networkId: NetworkId | null
  interfaceId: InterfaceId | null
  /** The host in whose frame it lies; null for what spans hosts. */
  hostId: HostId | null
  /** Closed at both ends: no way out. */
  internal: boolean
  /** Containers attached; 0 for what is no network. */
  members: number
  /** Of a tunnel: whether the hosts at its ends both have entries for it, and the overlays that take it. */
  tunnel: { agreed: 'both' | 'one-sided' | 'unknown'; networkIds: NetworkId[] } | null
}

export type Card = Box & {
  kind: 'card'
  hostId: HostId
  /** More than one where a group or a shared namespace is drawn as one; empty for a system part. */
  containerIds: ContainerId[]
  /** Services that it runs tasks of. */
  serviceIds: ServiceId[]
  /** Only managers tell of it: no agent reads its host. */
  unseen: boolean
  tone: Tone
  /** running, paused, exited, ... as a word, so that colour is never alone. */
  stateWord: string
  group: boolean
  /** A dot of the tone, beside the name. */
  dot: { x: number; y: number }
}

/** A card's line to a bar; always vertical. Drawn behind cards and behind the bars that it passes. */
export type Drop = {
  kind: 'drop'
  key: string
  subject: string
  x: number
  y1: number
  y2: number
  hue: Hue
  /** Keys of the card and of the bar. */
  from: string
  to: string
  endpointId: EndpointId | null
  /** The circle at the bar, with the address beside it. */
  joint: { x: number; y: number }
  labels: Label[]
  /** Interface names and MAC, small: to be shown only where the zoom makes them readable. */
  detail: Label[]
  origin: 'configured' | 'observed' | 'inferred'
  title: string
}

/**
 * A bar's way out, bar to NIC, NIC to underlay or tunnel, underlay to router, or a `rail` that joins two bars of one thing; always vertical.
 * `silent` leads to the end of a tunnel that has no entry for the way back; `told` is a wire that only managers tell of.
 */
export type Uplink = {
  kind: 'uplink'
  key: string
  subject: string
  x: number
  y1: number
  y2: number
  hue: Hue
  /** Keys of the two bars; both the same for `internal`, which has no line (`y1` equals `y2`) and only its plate. */
  from: string
  to: string
  style:
    | 'nat'
    | 'routed'
    | 'enslaved'
    | 'parent'
    | 'wire'
    | 'told'
    | 'gateway'
    | 'tunnel'
    | 'silent'
    | 'internal'
    | 'rail'
  /** Names how; lies on the bar `from`. */
  plate: (Rect & { label: Label }) | null
  title: string
}

/** A count of what is not drawn, and why; unfolds by its `reveal`. */
export type Fold = Box & {
  kind: 'fold'
  count: number
  reveal: 'idle' | 'system' | 'stopped' | 'group'
  /** The host in whose frame it lies; null for what spans hosts. */
  hostId: HostId | null
}

/** Every part that has shapes of its own. */
export type Part = Zone | Frame | Bar | Card | Drop | Uplink | Fold

/** All that there is to draw, in its own coordinates from 0,0 to width,height. Pure data: the page and the SVG draw the same. */
export type Picture = {
  width: number
  height: number
  zones: Zone[]
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
  /** `subject` of the selected part or null. */
  selected: string | null
  /** Drivers left out (`overlay`, `macvlan`, ...). */
  hiddenDrivers: string[]
  showStopped: boolean
  showIdle: boolean
  showSystem: boolean
  /** The ways that VXLAN takes between hosts; those of a selected overlay, host or tunnel are drawn in any case. */
  showTunnels: boolean
  /** Only containers of this project; null for all. */
  project: string | null
  group: 'none' | 'service' | 'project'
  /** Words that a record must contain to stay; empty for all. */
  search: string
}

export const defaultViewState: ViewState = {
  selected: null,
  hiddenDrivers: [],
  showStopped: false,
  showIdle: false,
  showSystem: false,
  showTunnels: false,
  project: null,
  group: 'none',
  search: '',
}
