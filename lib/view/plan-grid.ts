import type { NetworkId } from '../model/id.ts'
import { hostPart } from './address-text.ts'
import type { Attachment, CardSeed } from './card-seed.ts'
import { portTexts } from './container-words.ts'
import { cutLabel } from './cut-label.ts'
import { inertText } from './inert-text.ts'
import { fonts } from './measures.ts'
import type { NetworkSeed } from './network-seed.ts'
import { textWidth } from './text-width.ts'

/** Where a drop leaves its card; `x` is from the card's left edge. */
export type Slot = { attachment: Attachment; network: NetworkSeed; x: number; text: string; room: number }

export type GridCard = { seed: CardSeed; band: number; column: number; span: number; up: Slot[]; down: Slot[] }

/** Cards in rows of columns; between columns a lane, in which lines may pass every row. */
export type Grid = { cards: GridCard[]; bands: number; columns: number; cardWidth: number; lane: number; lines: number }

const jointRoom = 34
const beforeLine = 9
const afterLine = 7
const afterLabel = 6
const inset = 6

/** Places for a host's cards: a project stays in one row where it can, so that its networks do too. */
export function planGrid(
  seeds: readonly CardSeed[],
  networks: Map<NetworkId, NetworkSeed>,
  hosts: number,
  ways: number,
): Grid {
  const cardWidth = Math.min(hosts < 3 ? 152 : 128, Math.max(104, ...seeds.map(nameWidth)))
  const columns = columnsFor(seeds, hosts, cardWidth)
  const lines = Math.min(5, Math.max(1, Math.ceil((ways * 1.25) / Math.min(columns, Math.max(1, seeds.length)))))
  const lane = 8 + 8 * lines
  const cards = seeds.map((seed): GridCard => {
    const up = slotsOf(seed, networks, true)
    const down = slotsOf(seed, networks, false)
    const need = Math.max(slotsWidth(up), slotsWidth(down)) + 2 * inset
    const span = Math.max(1, Math.ceil((need + lane) / (cardWidth + lane)))
    const width = span * (cardWidth + lane) - lane
    return { seed, band: 0, column: 0, span, up: spread(up, width), down: spread(down, width) }
  })
  const widest = Math.max(columns, ...cards.map((card) => card.span))
  // In a narrow frame a row less is worth a project in two rows.
  const fewest = widest > 3 ? null : fillBands(cards, widest, false)
  const united = fillBands(cards, widest, true)
  const bands = fewest !== null && fewest < united ? fillBands(cards, widest, false) : united
  const used = Math.max(1, ...cards.map((card) => card.column + card.span))
  return { cards, bands, columns: used, cardWidth, lane, lines }
}

/** As many columns as make the whole picture about half as wide again as high; in steps of two, so that it seldom changes. The few cards of one of many hosts are three abreast. */
function columnsFor(seeds: readonly CardSeed[], hosts: number, cardWidth: number): number {
  if (hosts >= 3 && seeds.length <= 6) return seeds.length === 4 ? 2 : 3
  const attached = new Set(seeds.flatMap((seed) => seed.attachments.map((one) => one.networkId)))
  const rowHeight = 150 + 30 * Math.min(10, attached.size)
  const ideal = Math.sqrt((seeds.length * rowHeight * 1.5) / ((cardWidth + 16) * hosts))
  const least = [8, 5, 4][Math.ceil(hosts) - 1] ?? 3
  return Math.max(least, 2 * Math.ceil(ideal / 2))
}

/** Widths come in steps, so that one longer name does not move all cards. */
function nameWidth(seed: CardSeed): number {
  const port = portTexts(seed.ports)[0] ?? seed.meshPorts[0] ?? ''
  const need = Math.max(
    textWidth(inertText(seed.name).slice(0, 60), fonts.cardName) + 36 + (seed.count > 1 ? 34 : 0),
    textWidth(seed.image.slice(0, 60), fonts.cardSoft) + 22,
    textWidth(port, fonts.cardMono) + 22,
  )
  return [104, 112, 120, 128, 136].find((width) => need <= width) ?? 152
}

function slotsOf(seed: CardSeed, networks: Map<NetworkId, NetworkSeed>, up: boolean): Slot[] {
  return seed.attachments
    .flatMap((attachment): Slot[] => {
      const network = networks.get(attachment.networkId)
      if (!network || network.across !== up) return []
      const text = cutLabel(inertText(jointText(attachment)), jointRoom, fonts.joint)
      return [{ attachment, network, x: 0, text, room: Math.max(8, textWidth(text, fonts.joint)) }]
    })
    .sort((a, b) => a.network.rank - b.network.rank)
}

function jointText(attachment: Attachment): string {
  if (attachment.count > 1) return `×${attachment.count}`
  const endpoint = attachment.endpoints[0]
  const prefix = endpoint?.ipv4 ?? endpoint?.ipv6 ?? null
  return prefix === null ? '' : hostPart(prefix)
}

const slotWidth = (slot: Slot): number => Math.ceil(beforeLine + afterLine + slot.room + afterLabel)
const slotsWidth = (slots: readonly Slot[]): number => slots.reduce((sum, slot) => sum + slotWidth(slot), 0)

/** Slots side by side in the middle of the card. */
function spread(slots: Slot[], width: number): Slot[] {
  let left = Math.round((width - slotsWidth(slots)) / 2)
  return slots.map((slot) => {
    const placed = { ...slot, x: left + beforeLine }
    left += slotWidth(slot)
    return placed
  })
}

/** `united`: a project begins a new row rather than be split over two. */
function fillBands(cards: GridCard[], columns: number, united: boolean): number {
  let band = 0
  let column = 0
  for (let i = 0; i < cards.length; ) {
    const run = runFrom(cards, i)
    const length = run.reduce((sum, card) => sum + card.span, 0)
    if (united && column > 0 && length <= columns && column + length > columns) {
      band += 1
      column = 0
    }
    for (const card of run) {
      if (column + card.span > columns) {
        band += 1
        column = 0
      }
      card.band = band
      card.column = column
      column += card.span
    }
    i += run.length
  }
  return cards.length === 0 ? 0 : band + 1
}

function runFrom(cards: readonly GridCard[], start: number): GridCard[] {
  const project = cards[start]?.seed.project ?? null
  let end = start + 1
  while (project !== null && cards[end]?.seed.project === project) end += 1
  return cards.slice(start, end)
}
