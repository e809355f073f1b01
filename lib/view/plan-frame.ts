import type { Host } from '../model/host.ts'
import type { NetworkId } from '../model/id.ts'
import type { Interface } from '../model/interface.ts'
import type { Node } from '../model/node.ts'
import { bandWishes, cardSpanWidth, cardX, findRails } from './band-wishes.ts'
import type { CardSeed } from './card-seed.ts'
import { badgesWidth } from './frame-head.ts'
import type { HostHead } from './host-head.ts'
import { inertText } from './inert-text.ts'
import { fonts, measures } from './measures.ts'
import { type NetworkSeed, wayOut } from './network-seed.ts'
import type { Fold } from './picture.ts'
import { barWidth, type PlacedBar, planBars } from './plan-bars.ts'
import { type Grid, type GridCard, planGrid } from './plan-grid.ts'
import { textWidth } from './text-width.ts'

export type FoldSeed = { reveal: Fold['reveal']; count: number; text: string; title: string }

export type FrameInput = {
  host: Host
  node: Node | undefined
  cards: CardSeed[]
  networks: Map<NetworkId, NetworkSeed>
  /** Networks of this host that nothing here is attached to, and are drawn all the same. */
  memberless: NetworkSeed[]
  nics: Interface[]
  folds: FoldSeed[]
  head: HostHead
  /** How many hosts share the picture's width. */
  hosts: number
}

/** A row of cards: branches of overlays above it (from the second row on), bars of local networks below. */
export type Band = {
  cards: GridCard[]
  branches: PlacedBar[]
  branchTop: number
  cardTop: number
  bars: PlacedBar[]
  barTop: number
}

/** A host's frame, measured from its own corner. */
export type FrameLayout = {
  input: FrameInput
  grid: Grid
  width: number
  /** Left edge of the first column. */
  gridX: number
  bands: Band[]
  bodyBottom: number
}

export const rowPitch = measures.barHeight + measures.rowGap

export const foldWidth = (fold: FoldSeed): number => Math.ceil(textWidth(fold.text, fonts.fold)) + 16

export function planFrame(input: FrameInput): FrameLayout {
  const local = localNetworks(input)
  const ways = local.filter((one) => leaves(one, input.host)).length
  const grid = planGrid(input.cards, input.networks, input.hosts, ways)
  const rails = findRails(grid)
  const gridX = measures.framePad + grid.lane / 2 + (rails.size === 0 ? 0 : rails.size * measures.railStep + 4)
  const natural = gridX + grid.columns * (grid.cardWidth + grid.lane) + measures.framePad - 2
  const right = Math.max(natural, leastWidth(input, local)) - measures.framePad
  const where = { grid, gridX, rails, hostId: input.host.id }
  let lanes = lanesOf(grid, gridX, right, ways)
  const bands: Band[] = []
  let y: number = measures.cardTop
  for (let index = 0; index < Math.max(1, grid.bands); index++) {
    const cards = grid.cards.filter((card) => card.band === index)
    const branches =
      index === 0 ? [] : planBars(bandWishes(index, 'up', where), { x1: measures.framePad, x2: right, lanes: [] })
    const branchTop = y
    if (branches.length > 0) y += heightOf(branches) + measures.firstRowGap
    const cardTop = y
    if (cards.length > 0) y += measures.cardHeight
    const open = lanes.filter((x) => isOpen(x, index, grid, gridX))
    const ground = { x1: measures.framePad, x2: right, lanes: open }
    const wishes = bandWishes(index, 'down', where)
    if (index >= grid.bands - 1) wishes.push(...input.memberless.map((seed) => memberlessWish(seed, input.host)))
    const bars = planBars(wishes, ground)
    const taken = new Set(bars.map((bar) => bar.lineX))
    lanes = lanes.filter((x) => !taken.has(x))
    const barTop = y + (cards.length > 0 ? measures.firstRowGap : 0)
    if (bars.length > 0) y = barTop + heightOf(bars)
    bands.push({ cards, branches, branchTop, cardTop, bars, barTop })
    y += measures.bandGap
  }
  const reach = bands.flatMap((band) => [...band.bars, ...band.branches].map((bar) => bar.x2))
  return {
    input,
    grid,
    width: Math.max(right, ...reach) + measures.framePad,
    gridX,
    bands,
    bodyBottom: y - measures.bandGap,
  }
}

/** Networks that get a bar in this frame. */
function localNetworks(input: FrameInput): NetworkSeed[] {
  const attached = new Set(input.cards.flatMap((card) => card.attachments.map((one) => one.networkId)))
  return [
    ...[...input.networks.values()].filter((one) => !one.across && attached.has(one.network.id)),
    ...input.memberless,
  ]
}

/** Whether it needs a line to the foot of the host's frame. */
function leaves({ network }: NetworkSeed, host: Host): boolean {
  const way = wayOut(network, host.id)
  return way !== null && way.style !== 'internal'
}

const heightOf = (bars: readonly PlacedBar[]): number =>
  Math.max(...bars.map((bar) => bar.row + 1)) * rowPitch - measures.rowGap

const memberlessWish = (seed: NetworkSeed, host: Host) => ({
  seed,
  joints: [],
  railX: null,
  way: wayOut(seed.network, host.id),
})

/** One line in each lane or several, then more to the right of all, of which as many as bars are enough. */
function lanesOf(grid: Grid, gridX: number, right: number, ways: number): number[] {
  const pitch = grid.cardWidth + grid.lane
  const between = Array.from({ length: grid.columns }, (_, column) =>
    Array.from({ length: grid.lines }, (_, line) => gridX + column * pitch + grid.cardWidth + 8 + line * 8),
  ).flat()
  const inside = between.filter((x) => x + 6 <= right)
  const past = gridX + grid.columns * pitch + 40
  const beside = Array.from({ length: Math.max(0, Math.floor((right - past - 6) / 48) + 1) }, (_, i) => past + i * 48)
  const beyond = Array.from({ length: ways + 1 }, (_, i) => right + 8 + i * 8)
  return [...inside, ...beside, ...beyond]
}

const isOpen = (x: number, band: number, grid: Grid, gridX: number): boolean =>
  grid.cards.every((card) => {
    const left = cardX(card, grid, gridX)
    return card.band < band || x < left - 4 || x > left + cardSpanWidth(card, grid) + 4
  })

/** Room for the frame's own words, and for the words of each of its bars beside the rails. */
function leastWidth(input: FrameInput, local: readonly NetworkSeed[]): number {
  const title =
    textWidth(inertText(input.host.name).slice(0, 40), fonts.header) +
    badgesWidth(input.head) +
    textWidth(input.head.subtitle, fonts.headerSoft) +
    20
  const folds = input.folds.reduce((sum, fold) => sum + foldWidth(fold) + 6, 0)
  const bars = local.map((one) => barWidth(one, wayOut(one.network, input.host.id)) + 16)
  return Math.ceil(Math.max(300, Math.min(520, title) + folds + 20, ...bars)) + 2 * measures.framePad
}
