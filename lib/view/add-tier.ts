import type { PublishedPort } from '../model/container.ts'
import type { HostId, InterfaceId } from '../model/id.ts'
import { addFrameParts, type Parts } from './frame-parts.ts'
import { defaultRoute, globalPrefixes } from './host-nics.ts'
import type { Lookup } from './lookup.ts'
import { measures } from './measures.ts'
import { meshPortsAt } from './mesh-ports.ts'
import type { NetworkSeed } from './network-seed.ts'
import { nicBars, nicsHeight } from './nic-parts.ts'
import { packRows } from './pack-rows.ts'
import type { Bar } from './picture.ts'
import type { FrameLayout } from './plan-frame.ts'
import { planOverlays } from './plan-overlays.ts'
import { railPart } from './plan-rails.ts'
import { placeTier, type Tier } from './plan-tiers.ts'
import type { TunnelEnd, TunnelSeed } from './plan-tunnels.ts'
import type { UnderlaySeed } from './plan-underlays.ts'
import { planTunnelBars, tunnelsHeight } from './tunnel-parts.ts'
import { underlayBar, wirePart } from './underlay-parts.ts'
import { zonePart } from './zone-parts.ts'

/** All that is known before the first row of hosts has its place, and the parts that have theirs. */
export type Plan = {
  parts: Parts
  lookup: Lookup
  layouts: ReadonlyMap<HostId, FrameLayout>
  /** Networks that span hosts, and the hosts that take part in one. */
  across: readonly NetworkSeed[]
  hostsOf: (seed: NetworkSeed) => HostId[]
  underlays: readonly UnderlaySeed[]
  /** Keys of those that a router joins. */
  routed: ReadonlySet<string>
  tunnels: readonly TunnelSeed[]
  /** Where the rails of things with bars in several rows run. */
  rails: ReadonlyMap<string, number>
  left: number
  apart: boolean
  published: ReadonlyMap<HostId, readonly PublishedPort[]>
  /** The lowest bar so far of each thing that spans hosts, by subject. */
  last: Map<string, Bar>
}

/** The bars of interfaces of one row, and those that a way out without a name ends on. */
type NicBars = { byInterface: Map<InterfaceId, Bar>; default: Map<HostId, Bar> }

/** A row of hosts from `top` down: overlays over it, frames on their grounds, tunnels and wires below. */
export function addTier(plan: Plan, tier: Tier, index: number, top: number): { bottom: number; right: number } {
  const { parts, layouts, rails, apart } = plan
  const { frames, grounds, right } = placeTier(tier, (host) => layouts.get(host.id)?.width ?? 0, plan.left, apart)
  const overlays = planOverlays(plan.across, plan.hostsOf, { frames, rails, tier: index })
  const bars = overlays.bars(top)
  for (const bar of bars.values()) addAcross(plan, bar, bar.subject)
  const groundTop = top + overlays.rows * (measures.overlayHeight + measures.overlayGap)
  const frameTop = groundTop + (apart ? measures.zoneHead : 0)
  const here = [...frames.keys()].flatMap((id) => layouts.get(id) ?? [])
  const height = Math.max(
    0,
    ...here.map((one) => one.bodyBottom + measures.nicTop + nicsHeight(one.input.nics.length) + measures.framePad),
  )
  const nics: NicBars = { byInterface: new Map(), default: new Map() }
  for (const layout of here) {
    const at = frames.get(layout.input.host.id)
    if (at) addHost(plan, layout, { ...at, y: frameTop, height }, bars, nics)
  }
  let bottom = frameTop + height
  if (apart) {
    bottom += measures.zonePad
    for (const { part, x, width } of grounds) {
      const zone = zonePart(part, { x, width, y: groundTop, height: bottom - groundTop }, index)
      if (zone) parts.zones.push(zone)
    }
  }
  const wires = placeWires(plan, nics)
  bottom = addTunnels(plan, nics, wires, { index, top: bottom, right })
  bottom = addUnderlays(plan, wires, index, bottom)
  return { bottom, right }
}

function addHost(
  { parts, lookup, published }: Plan,
  layout: FrameLayout,
  frame: Parameters<typeof nicBars>[3],
  overlays: Map<NetworkSeed['network']['id'], Bar>,
  known: NicBars,
): void {
  const { host, nics } = layout.input
  const open = { published: published.get(host.id) ?? [], mesh: meshPortsAt(host, lookup) }
  const bars = nicBars(host, nics, open, frame)
  const route = defaultRoute(host, lookup)
  const defaultNic = bars.find((bar) => bar.name === route?.device) ?? bars[0] ?? null
  for (const bar of bars) if (bar.interfaceId !== null) known.byInterface.set(bar.interfaceId, bar)
  if (defaultNic) known.default.set(host.id, defaultNic)
  addFrameParts(parts, layout, { frame, overlays, nics: bars, defaultNic }, lookup)
  parts.bars.push(...bars)
}

/** A bar of something that spans hosts, joined to the one of the same thing in the row above. */
function addAcross({ parts, last, rails }: Plan, bar: Bar, key: string): void {
  const above = last.get(key)
  const x = rails.get(key)
  if (above && x !== undefined) parts.uplinks.push(railPart(above, bar, x))
  last.set(key, bar)
  parts.bars.push(bar)
}

type Wire = { seed: UnderlaySeed; nic: Bar; x: number }

/** Every interface of the row that is on a wire, and where its line runs. */
function placeWires({ parts, underlays }: Plan, nics: NicBars): Wire[] {
  const wires: Wire[] = []
  for (const seed of underlays) {
    const read = seed.members.flatMap((one) => nics.byInterface.get(one.id) ?? [])
    const told = seed.told.flatMap((id) => nics.default.get(id) ?? []).filter((bar) => bar.interfaceId === null)
    for (const nic of [...read, ...told]) {
      const taken = [...parts.uplinks.filter((one) => one.style !== 'internal'), ...wires].map(({ x }) => x)
      wires.push({ seed, nic, x: freeX(nic, taken) })
    }
  }
  return wires
}

/** The place nearest to the middle that no other line of the frame is near. */
function freeX(nic: Bar, all: readonly number[]): number {
  const taken = all.filter((x) => x > nic.x && x < nic.x + nic.width)
  const middle = Math.round(nic.x + nic.width / 2)
  const places = Array.from(
    { length: Math.floor(nic.width / 8) - 1 },
    (_, i) => middle + Math.ceil(i / 2) * 8 * (i % 2 ? -1 : 1),
  )
  const nearest = (x: number): number => Math.min(...taken.map((one) => Math.abs(one - x)))
  return places.find((x) => nearest(x) >= 20) ?? places.find((x) => nearest(x) >= 6) ?? middle
}

function addTunnels(
  plan: Plan,
  nics: NicBars,
  wires: readonly Wire[],
  at: { index: number; top: number; right: number },
): number {
  const { parts, rails, lookup } = plan
  const nicOf = ({ hostId, address }: TunnelEnd): Bar | undefined => {
    const ends = [...nics.byInterface.values()].filter((bar) => bar.hostId === hostId)
    return ends.find((bar) => hasAddress(bar, address, lookup)) ?? nics.default.get(hostId)
  }
  const takenAt = (hostId: HostId): number[] => {
    const bar = nics.default.get(hostId)
    const xs = [...parts.uplinks, ...wires].map(({ x }) => x)
    return bar ? xs.filter((x) => x >= bar.x && x <= bar.x + bar.width) : []
  }
  const ground = { x1: plan.left, x2: at.right, tier: at.index, rails, nicOf, takenAt }
  const planned = planTunnelBars(plan.tunnels, ground)
  const { bars, legs } = planned.parts(at.top + measures.tunnelTop)
  for (const [key, bar] of bars) addAcross(plan, bar, key)
  parts.uplinks.push(...legs)
  return at.top + tunnelsHeight(planned.rows)
}

const hasAddress = (bar: Bar, address: string | null, lookup: Lookup): boolean => {
  const nic = bar.interfaceId === null ? undefined : lookup.interface.get(bar.interfaceId)
  return nic !== undefined && globalPrefixes(nic).some((prefix) => prefix.split('/', 1)[0] === address)
}

/** Wires under a row of hosts, one below the other where they share hosts; returns where the last one ends. */
function addUnderlays(plan: Plan, wires: readonly Wire[], index: number, top: number): number {
  const { underlays, rails, routed } = plan
  const spans = underlays.flatMap((seed) => {
    const own = wires.filter((wire) => wire.seed === seed)
    if (own.length === 0) return []
    const rail = rails.get(seed.key)
    const x1 = Math.min(...own.map(({ nic }) => nic.x)) - measures.framePad
    const x2 = Math.max(...own.map(({ nic }) => nic.x + nic.width)) + measures.framePad
    return [{ seed, own, x1: rail === undefined ? x1 : Math.min(x1, rail - 6), x2 }]
  })
  let bottom = top
  for (const { seed, own, x1, x2, row } of packRows(spans, 8)) {
    const y = top + measures.underlayGap + row * (measures.underlayHeight + 18)
    const rect = { x: x1, y, width: x2 - x1, height: measures.underlayHeight }
    const bar = underlayBar(seed, routed.has(seed.key), index, rect)
    addAcross(plan, bar, seed.key)
    plan.parts.uplinks.push(...own.map(({ nic, x }) => wirePart(nic, bar, x)))
    bottom = Math.max(bottom, y + rect.height)
  }
  return bottom
}
