import type { PublishedPort } from '../model/container.ts'
import type { HostId, InterfaceId } from '../model/id.ts'
import type { Topology } from '../model/topology.ts'
import { isInside } from './address-text.ts'
import type { CardSeed } from './card-seed.ts'
import { countWords } from './count-words.ts'
import { acrossFolds, hostFolds } from './fold-seeds.ts'
import { addFrameParts, type Parts } from './frame-parts.ts'
import { groupCards } from './group-cards.ts'
import { hostHead } from './host-head.ts'
import { defaultRoute, hostNics, networkInterfaces } from './host-nics.ts'
import { inertText } from './inert-text.ts'
import { type Lookup, lookUp } from './lookup.ts'
import { makeLabel } from './make-label.ts'
import { fonts, measures } from './measures.ts'
import { meshPortsAt } from './mesh-ports.ts'
import { networkSeeds } from './network-seed.ts'
import { nicBars, nicsHeight, underlayBar, wirePart } from './nic-parts.ts'
import type { Bar, Label, Picture, Rect, ViewState } from './picture.ts'
import { planCards } from './plan-cards.ts'
import { type FoldSeed, type FrameLayout, foldWidth, planFrame } from './plan-frame.ts'
import { planOverlays } from './plan-overlays.ts'
import { planUnderlays } from './plan-underlays.ts'
import { textWidth } from './text-width.ts'
import { visibleRecords } from './visible-records.ts'

/** Where everything of a topology is drawn, as buses and drops: the same topology and view give the same picture. */
export function planPicture(topology: Topology, view: ViewState): Picture {
  const lookup = lookUp(topology)
  const visible = visibleRecords(topology, view, lookup)
  const networks = networkSeeds(visible.networks.values(), lookup)
  const cardsOfHost = planCards(visible, lookup)
  const known = networkInterfaces(lookup)
  const hidden = [...visible.hidden]
  const layouts = lookup.hosts.map((host) => {
    const grouped = groupCards(cardsOfHost.get(host.id) ?? [], view.group)
    const containers = grouped.cards.reduce((sum, card) => sum + card.count, 0)
    if (grouped.by !== null) {
      hidden.push(
        `${countWords(containers, 'container')} of ${inertText(host.name)} drawn as ${countWords(grouped.cards.length, 'card')} by ${grouped.by}`,
      )
    }
    const attached = new Set(grouped.cards.flatMap((card) => card.attachments.map((one) => one.networkId)))
    return planFrame({
      host,
      cards: grouped.cards,
      networks,
      memberless: [...networks.values()].filter(
        (one) =>
          !one.across && !attached.has(one.network.id) && one.network.onHosts.some((on) => on.hostId === host.id),
      ),
      nics: hostNics(host, known, lookup),
      folds: hostFolds(host, visible, grouped, lookup),
      node: lookup.nodeOfHost.get(host.id),
      head: hostHead(host, lookup.nodeOfHost.get(host.id), lookup.statusOfHost.get(host.id)),
      hosts: lookup.hosts.length,
    })
  })

  const frames = framesAt(layouts)
  const overlays = planOverlays(
    [...networks.values()].filter((one) => one.across),
    frames,
    lookup,
  )
  const folds = acrossFolds(visible, lookup)
  const above = overlays.rows > 0 || folds.length > 0
  const overlayTop = measures.overlayTop
  const frameTop = above ? overlayTop + overlays.rows * (measures.overlayHeight + measures.overlayGap) : measures.margin
  const overlayBars = overlays.bars(overlayTop)
  const frameHeight = Math.max(
    0,
    ...layouts.map((one) => one.bodyBottom + measures.nicTop + nicsHeight(one.input.nics.length) + measures.framePad),
  )

  const parts: Parts = { frames: [], bars: [...overlayBars.values()], cards: [], drops: [], uplinks: [], folds: [] }
  const nicBarOf = new Map<InterfaceId, Bar>()
  const published = publishedByHost(cardsOfHost)
  for (const layout of layouts) {
    const { host, nics } = layout.input
    const at = frames.get(host.id)
    if (!at) continue
    const frame = { ...at, y: frameTop, height: frameHeight }
    const bars = nicBars(
      host,
      nics,
      { published: published.get(host.id) ?? [], mesh: meshPortsAt(host, lookup) },
      frame,
    )
    const route = defaultRoute(host, lookup)
    const defaultNic = bars.find((bar) => bar.name === route?.device) ?? bars[0] ?? null
    for (const bar of bars) if (bar.interfaceId !== null) nicBarOf.set(bar.interfaceId, bar)
    addFrameParts(parts, layout, { frame, overlays: overlayBars, nics: bars, defaultNic }, lookup)
    parts.bars.push(...bars)
  }
  const bottom = addUnderlays(parts, layouts, nicBarOf, frameTop + frameHeight, lookup)
  const right = Math.max(320, ...[...frames.values()].map((one) => one.x + one.width))
  const captions = above ? addCaption(parts, folds, right) : []
  return { width: right + measures.margin, height: bottom + measures.margin, ...parts, captions, hidden }
}

/** Ports of all cards, by host. */
const publishedByHost = (cards: ReadonlyMap<HostId, CardSeed[]>): Map<HostId, PublishedPort[]> =>
  new Map([...cards].map(([hostId, seeds]) => [hostId, seeds.flatMap((seed) => seed.ports)]))

/** Frames side by side. */
function framesAt(layouts: readonly FrameLayout[]): Map<HostId, Pick<Rect, 'x' | 'width'>> {
  const frames = new Map<HostId, Pick<Rect, 'x' | 'width'>>()
  let x: number = measures.margin
  for (const layout of layouts) {
    frames.set(layout.input.host.id, { x, width: layout.width })
    x += layout.width + measures.frameGap
  }
  return frames
}

/** Wires under all frames, one row below the other where they share hosts; returns where the last one ends. */
function addUnderlays(
  parts: Parts,
  layouts: readonly FrameLayout[],
  barOf: Map<InterfaceId, Bar>,
  top: number,
  lookup: Lookup,
): number {
  const seeds = planUnderlays(
    layouts.flatMap((one) => one.input.nics),
    lookup,
  )
  const placed: Bar[] = []
  const wires: { nic: Bar; bar: Bar }[] = []
  for (const seed of seeds) {
    const nics = seed.members.flatMap((one) => barOf.get(one.id) ?? [])
    const x = Math.min(...nics.map((one) => one.x)) - measures.framePad
    const width = Math.max(...nics.map((one) => one.x + one.width)) + measures.framePad - x
    let y = top + measures.underlayGap
    while (placed.some((one) => one.y === y && one.x < x + width + 8 && x < one.x + one.width + 8))
      y += measures.underlayHeight + 18
    const bar = underlayBar(
      seed,
      gatewayOf(
        seed.members.map((one) => one.hostId),
        seed.subnets,
        lookup,
      ),
      { x, y, width, height: measures.underlayHeight },
    )
    placed.push(bar)
    wires.push(...nics.map((nic) => ({ nic, bar })))
  }
  for (const { nic, bar } of wires) {
    const taken = parts.uplinks
      .filter((one) => one.x > nic.x && one.x < nic.x + nic.width && one.style !== 'internal')
      .map((one) => one.x)
    parts.uplinks.push(wirePart(nic, bar, freeX(nic, taken)))
  }
  parts.bars.push(...placed)
  return Math.max(top, ...placed.map((one) => one.y + one.height))
}

/** The place nearest to the middle that no other line of the frame is near. */
function freeX(nic: Bar, taken: readonly number[]): number {
  const middle = Math.round(nic.x + nic.width / 2)
  const places = Array.from(
    { length: Math.floor(nic.width / 8) - 1 },
    (_, i) => middle + Math.ceil(i / 2) * 8 * (i % 2 ? -1 : 1),
  )
  const nearest = (x: number): number => Math.min(...taken.map((one) => Math.abs(one - x)))
  return places.find((x) => nearest(x) >= 20) ?? places.find((x) => nearest(x) >= 6) ?? middle
}

function gatewayOf(hosts: readonly HostId[], subnets: readonly string[], lookup: Lookup): string | null {
  const found = hosts.flatMap((id) => {
    const host = lookup.host.get(id)
    const gateway = host ? (defaultRoute(host, lookup)?.gateway ?? null) : null
    return gateway !== null && subnets.some((subnet) => isInside(gateway, subnet)) ? [gateway] : []
  })
  return found.sort()[0] ?? null
}

/** The heading over the overlays, with what of them is folded away beside it. */
function addCaption(parts: Parts, folds: readonly FoldSeed[], right: number): Label[] {
  const caption = makeLabel('Overlays', measures.margin, 20, 200, fonts.caption, { soft: true })
  let x = measures.margin + Math.ceil(textWidth(caption.text, fonts.caption)) + 12
  for (const fold of folds) {
    const width = foldWidth(fold)
    if (x + width > right) break
    parts.folds.push({
      kind: 'fold',
      x,
      y: 7,
      width,
      height: measures.foldHeight,
      key: `fold:across/${fold.reveal}`,
      subject: `fold:across/${fold.reveal}`,
      name: fold.text,
      labels: [makeLabel(fold.text, x + 8, 20, width - 14, fonts.fold, { soft: true })],
      title: inertText(fold.title),
      count: fold.count,
      reveal: fold.reveal,
      hostId: null,
    })
    x += width + 6
  }
  return [caption]
}
