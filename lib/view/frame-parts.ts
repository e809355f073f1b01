import type { NetworkId } from '../model/id.ts'
import { cardSpanWidth, cardX } from './band-wishes.ts'
import { networkBar, platePart } from './bar-parts.ts'
import { cardPart } from './card-parts.ts'
import { dropPart } from './drop-parts.ts'
import { framePart } from './frame-head.ts'
import { inertText } from './inert-text.ts'
import type { Lookup } from './lookup.ts'
import { makeLabel } from './make-label.ts'
import { fonts, measures } from './measures.ts'
import type { Bar, Drop, Picture, Rect, Uplink } from './picture.ts'
import type { PlacedBar } from './plan-bars.ts'
import { type Band, type FrameLayout, foldWidth, rowPitch } from './plan-frame.ts'

export type Parts = Pick<Picture, 'zones' | 'frames' | 'bars' | 'cards' | 'drops' | 'uplinks' | 'folds'>

export type FramePlace = {
  frame: Rect
  /** Bars of the networks that span hosts, by network. */
  overlays: Map<NetworkId, Bar>
  /** Bars of the host's interfaces, and which of them a way out without a name ends on. */
  nics: Bar[]
  defaultNic: Bar | null
}

/** All parts of one host at their place, added to `parts`. */
export function addFrameParts(parts: Parts, layout: FrameLayout, place: FramePlace, lookup: Lookup): void {
  addFrame(parts, layout, place.frame)
  const lastBar = new Map<NetworkId, Bar>(place.overlays)
  const lastLocal = new Map<NetworkId, Bar>()
  for (const [index, band] of layout.bands.entries())
    addBand(parts, layout, place, lookup, { band, index, lastBar, lastLocal })
}

function addFrame(parts: Parts, layout: FrameLayout, frame: Rect): void {
  const { host, folds } = layout.input
  const foldsWidth = folds.reduce((sum, fold) => sum + foldWidth(fold) + 6, 0)
  parts.frames.push(framePart(layout.input, frame, frame.width - 2 * measures.framePad - foldsWidth - 8))
  let right = frame.x + frame.width - measures.framePad
  for (const fold of [...folds].reverse()) {
    const width = foldWidth(fold)
    const rect = { x: right - width, y: frame.y + measures.headerTop + 3, width, height: measures.foldHeight }
    parts.folds.push({
      kind: 'fold',
      ...rect,
      key: `fold:${host.id}/${fold.reveal}`,
      subject: `fold:${host.id}/${fold.reveal}`,
      name: fold.text,
      labels: [makeLabel(fold.text, rect.x + 8, rect.y + 13, width - 14, fonts.fold, { soft: true })],
      title: inertText(fold.title),
      count: fold.count,
      reveal: fold.reveal,
      hostId: host.id,
    })
    right -= width + 6
  }
}

type BandPlace = { band: Band; index: number; lastBar: Map<NetworkId, Bar>; lastLocal: Map<NetworkId, Bar> }

function addBand(parts: Parts, layout: FrameLayout, place: FramePlace, lookup: Lookup, at: BandPlace): void {
  const { frame } = place
  const upper = new Map<NetworkId, Bar>(at.index === 0 ? place.overlays : [])
  const lower = new Map<NetworkId, Bar>()
  for (const placed of at.band.branches) {
    const bar = placeBar(placed, layout, frame, at.band.branchTop, `branch${at.index}`)
    upper.set(placed.seed.network.id, bar)
    addRail(parts, placed, bar, at.lastBar, frame)
    parts.bars.push(bar)
  }
  for (const placed of at.band.bars) {
    const bar = placeBar(placed, layout, frame, at.band.barTop, `band${at.index}`)
    lower.set(placed.seed.network.id, bar)
    addRail(parts, placed, bar, at.lastLocal, frame)
    parts.bars.push(bar)
    addWayOut(parts, placed, bar, place)
  }
  for (const card of at.band.cards) {
    const rect = {
      x: frame.x + cardX(card, layout.grid, layout.gridX),
      y: frame.y + at.band.cardTop,
      width: cardSpanWidth(card, layout.grid),
      height: measures.cardHeight,
    }
    parts.cards.push(cardPart(card.seed, rect))
    const drop = (bar: Bar, slot: (typeof card.up)[number], up: boolean): Drop =>
      dropPart(
        card.seed,
        slot,
        {
          x: rect.x + slot.x,
          y1: up ? rect.y : rect.y + rect.height,
          y2: up ? bar.y + bar.height : bar.y,
          barKey: bar.key,
        },
        lookup,
      )
    for (const slot of card.up) {
      const bar = upper.get(slot.network.network.id)
      if (bar) parts.drops.push(drop(bar, slot, true))
    }
    for (const slot of card.down) {
      const bar = lower.get(slot.network.network.id)
      if (bar) parts.drops.push(drop(bar, slot, false))
    }
  }
}

function placeBar(placed: PlacedBar, layout: FrameLayout, frame: Rect, top: number, where: string): Bar {
  const rect = {
    x: frame.x + placed.x1,
    y: frame.y + top + placed.row * rowPitch,
    width: placed.x2 - placed.x1,
    height: measures.barHeight,
  }
  const { host } = layout.input
  const label = { x1: frame.x + placed.label.x1, x2: frame.x + placed.label.x2 }
  return networkBar(placed.seed, {
    rect,
    label,
    key: `network:${placed.seed.network.id}@${host.id}/${where}`,
    hostId: host.id,
  })
}

/** Joins a bar to the one of the same network above it. */
function addRail(parts: Parts, placed: PlacedBar, bar: Bar, last: Map<NetworkId, Bar>, frame: Rect): void {
  const { id } = placed.seed.network
  const above = last.get(id)
  last.set(id, bar)
  if (!above || placed.railX === null) return
  parts.uplinks.push({
    kind: 'uplink',
    key: `rail:${bar.key}`,
    subject: bar.subject,
    x: frame.x + placed.railX,
    y1: above.y + above.height,
    y2: bar.y,
    hue: bar.hue,
    from: above.key,
    to: bar.key,
    style: 'rail',
    plate: null,
    title: bar.title,
  })
}

function addWayOut(parts: Parts, placed: PlacedBar, bar: Bar, place: FramePlace): void {
  const { way } = placed
  if (way === null || placed.plate === null) return
  const plate = platePart(way.word, { x1: place.frame.x + placed.plate.x1, x2: place.frame.x + placed.plate.x2 }, bar)
  const nic =
    way.interfaceId === null
      ? place.defaultNic
      : (place.nics.find((one) => one.interfaceId === way.interfaceId) ?? null)
  const line = way.style !== 'internal' && nic !== null && placed.lineX !== null
  const bottom = bar.y + bar.height
  const uplink: Uplink = {
    kind: 'uplink',
    key: `uplink:${bar.key}`,
    subject: bar.subject,
    x: line ? place.frame.x + (placed.lineX ?? 0) : plate.x + plate.width / 2,
    y1: bottom,
    y2: line ? nic.y : bottom,
    hue: bar.hue,
    from: bar.key,
    to: line ? nic.key : bar.key,
    style: line ? way.style : 'internal',
    plate,
    title: inertText(
      line
        ? `${bar.name} to ${nic.name}: ${way.word}`
        : `${bar.name}: ${way.word}${way.style === 'internal' ? ', no way out' : ', interface unknown'}`,
    ),
  }
  parts.uplinks.push(uplink)
}
