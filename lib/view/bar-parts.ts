import type { HostId } from '../model/id.ts'
import { inertText } from './inert-text.ts'
import { makeLabel } from './make-label.ts'
import { fonts, measures } from './measures.ts'
import type { NetworkSeed } from './network-seed.ts'
import type { Bar, Label, Rect, Uplink } from './picture.ts'
import type { Span } from './span.ts'
import { textWidth } from './text-width.ts'

/** What a bar's words take at most before they are cut, and what is between them. */
export const barText = { name: 140, longName: 360, fact: 150, gap: 8 } as const

/** The room that a bar's name and its first fact need. */
export function barTextNeed(name: string, fact: string): number {
  const nameWidth = Math.min(barText.name, textWidth(inertText(name).slice(0, 80), fonts.barName))
  const factWidth = fact === '' ? 0 : barText.gap + Math.min(barText.fact, textWidth(inertText(fact), fonts.barMono))
  return Math.ceil(nameWidth) + Math.ceil(factWidth) + 2
}

/** Name and facts within a span of a bar: as many facts as fit, the first of them cut when it must be. */
export function barLabels(name: string, facts: readonly string[], span: Span, baseline: number): Label[] {
  const room = span.x2 - span.x1
  const first = facts[0] ?? ''
  const firstRoom = first === '' ? 0 : Math.min(barText.fact, textWidth(inertText(first), fonts.barMono)) + barText.gap
  const nameRoom = Math.min(room, Math.max(barText.name, Math.min(barText.longName, room - firstRoom)))
  const nameLabel = makeLabel(name, span.x1, baseline, nameRoom, fonts.barName)
  const after = span.x1 + Math.ceil(textWidth(nameLabel.text, fonts.barName)) + barText.gap
  const left = span.x2 - after
  if (first === '' || left < Math.min(firstRoom - barText.gap, 40)) return [nameLabel]
  let text = first
  for (const fact of facts.slice(1)) {
    const longer = `${text} · ${fact}`
    if (textWidth(inertText(longer), fonts.barMono) > left) break
    text = longer
  }
  return [nameLabel, makeLabel(text, after, baseline, left, fonts.barMono, { soft: true })]
}

type BarPlace = { rect: Rect; label: Span; key: string; hostId: HostId | null }

export function networkBar(seed: NetworkSeed, place: BarPlace): Bar {
  const { network } = seed
  const mode = network.driver === 'host' || network.driver === 'null'
  return {
    kind: 'bar',
    ...place.rect,
    key: place.key,
    subject: `network:${network.id}`,
    name: inertText(network.name),
    labels: barLabels(
      network.name,
      [...network.subnets.map((one) => one.subnet), ...seed.flags],
      place.label,
      place.rect.y + place.rect.height / 2 + 4,
    ),
    title: inertText(seed.title),
    role: mode ? 'mode' : 'network',
    hue: seed.hue,
    networkId: network.id,
    interfaceId: null,
    hostId: place.hostId,
    internal: network.internal || network.driver === 'null',
    members: seed.members,
    tunnel: null,
  }
}

/** The plate that names a way out, on its bar. */
export function platePart(word: string, span: Span, bar: Rect): NonNullable<Uplink['plate']> {
  const rect = {
    x: span.x1,
    y: bar.y + (bar.height - measures.plateHeight) / 2,
    width: span.x2 - span.x1,
    height: measures.plateHeight,
  }
  const middle = rect.x + rect.width / 2
  return { ...rect, label: makeLabel(word, middle, rect.y + 11.5, rect.width, fonts.plate, { anchor: 'middle' }) }
}
