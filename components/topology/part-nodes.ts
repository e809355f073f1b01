import type { Node } from '@xyflow/react'
import type { Bar, Card, Fold, Frame, Zone } from '../../lib/view/picture.ts'
import { isOfSubject } from './is-of-subject.ts'
import type { DrawnPicture } from './keep-parts.ts'

export type BoxPart = Zone | Frame | Bar | Card | Fold
export type PartNode = Node<
  {
    part: BoxPart
    changedAt: number | undefined
    /** Containers that it stands for, or that are in it. */
    containers: number
    selected: boolean
    active: boolean
  },
  BoxPart['kind']
>

/** `selected` names a subject, `active` the key of the box that the keyboard is on. */
export type Pointed = { selected: string | null; active: string | null }

/** The boxes of a picture as React Flow's nodes: sizes and places given, so nothing is measured; a node whose box did not change stays the same object. */
export function partNodes(drawn: DrawnPicture, pointed: Pointed, known: ReadonlyMap<string, PartNode>): PartNode[] {
  const { zones, frames, bars, cards, folds } = drawn.picture
  return [...zones, ...frames, ...bars, ...cards, ...folds].map((part) => {
    const changedAt = drawn.changedAt.get(part.key)
    const isSelected = isOfSubject(part, pointed.selected)
    const isActive = part.key === pointed.active
    const before = known.get(part.key)
    const data = { part, changedAt, containers: containersOf(part, cards), selected: isSelected, active: isActive }
    if (before && sameData(before.data, data)) return before
    return {
      id: part.key,
      type: part.kind,
      position: { x: part.x, y: part.y },
      width: part.width,
      height: part.height,
      handles: [],
      zIndex: levels[part.kind],
      data,
      className: `pn-box pn-${part.kind}`,
      // The tree beside the picture speaks for the boxes.
      domAttributes: { 'aria-hidden': true, 'aria-roledescription': undefined, title: part.title, ...marks(data) },
    }
  })
}

/** Zones are the ground that frames stand on, and frames that of all else. */
const levels: Record<BoxPart['kind'], number> = { zone: -1, frame: 0, bar: 2, card: 2, fold: 2 }

/** How a box is told apart in the page: by style sheets, by tests. */
function marks({ part, selected, active }: PartNode['data']): Record<`data-${string}`, string> {
  return {
    'data-key': part.key,
    'data-subject': part.subject,
    ...(selected ? { 'data-selected': 'true' } : {}),
    ...(active ? { 'data-active': 'true' } : {}),
  }
}

function containersOf(part: BoxPart, cards: readonly Card[]): number {
  if (part.kind === 'card') return part.containerIds.length
  if (part.kind !== 'frame') return 0
  return cards.reduce((sum, card) => sum + (card.hostId === part.hostId ? card.containerIds.length : 0), 0)
}

const sameData = (a: PartNode['data'], b: PartNode['data']): boolean =>
  a.part === b.part &&
  a.changedAt === b.changedAt &&
  a.containers === b.containers &&
  a.selected === b.selected &&
  a.active === b.active
