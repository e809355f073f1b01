import type { Node } from '@xyflow/react'
import type { Bar, Card, Fold, Frame } from '../../lib/view/picture.ts'
import type { DrawnPicture } from './keep-parts.ts'

export type BoxPart = Frame | Bar | Card | Fold
export type PartNode = Node<
  { part: BoxPart; changedAt: number | undefined; selected: boolean; active: boolean },
  BoxPart['kind']
>

/** `selected` names a subject, `active` the key of the box that the keyboard is on. */
export type Pointed = { selected: string | null; active: string | null }

/** The boxes of a picture as React Flow's nodes: sizes and places given, so nothing is measured; a node whose box did not change stays the same object. */
export function partNodes(drawn: DrawnPicture, pointed: Pointed, known: ReadonlyMap<string, PartNode>): PartNode[] {
  const { frames, bars, cards, folds } = drawn.picture
  return [...frames, ...bars, ...cards, ...folds].map((part) => {
    const changedAt = drawn.changedAt.get(part.key)
    const isSelected = part.subject === pointed.selected
    const isActive = part.key === pointed.active
    const before = known.get(part.key)
    const data = { part, changedAt, selected: isSelected, active: isActive }
    if (before && sameData(before.data, data)) return before
    return {
      id: part.key,
      type: part.kind,
      position: { x: part.x, y: part.y },
      width: part.width,
      height: part.height,
      handles: [],
      zIndex: part.kind === 'frame' ? 0 : 2,
      data,
      className: `pn-${part.kind}`,
      // The tree beside the picture speaks for the boxes.
      domAttributes: { 'aria-hidden': true, 'aria-roledescription': undefined, title: part.title },
    }
  })
}

const sameData = (a: PartNode['data'], b: PartNode['data']): boolean =>
  a.part === b.part && a.changedAt === b.changedAt && a.selected === b.selected && a.active === b.active
