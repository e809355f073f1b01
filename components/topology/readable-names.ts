import { createContext, useContext } from 'react'
import type { Picture } from '../../lib/view/picture.ts'

const letterWidth = 6.4
const lineHeight = 11

/** Keys of the bars, frames and zones whose names have room when letters keep their size on the screen: no two of them lie on each other. */
export function readableNames(picture: Pick<Picture, 'zones' | 'bars' | 'frames'>, zoom: number): ReadonlySet<string> {
  const kept: { key: string; left: number; right: number; top: number }[] = []
  const boxes = [...picture.frames, ...picture.zones, ...[...picture.bars].sort((a, b) => a.y - b.y || a.x - b.x)]
  for (const { key, name, x, y } of boxes) {
    const right = x + ([...name].length * letterWidth) / zoom
    const lies = kept.some(
      (other) => x < other.right && right > other.left && Math.abs(other.top - y) < lineHeight / zoom,
    )
    if (!lies) kept.push({ key, left: x, right, top: y })
  }
  return new Set(kept.map(({ key }) => key))
}

/** The nearest step below a zoom: names come and go at steps, not at every move. */
export const zoomStep = (zoom: number): number => 2 ** (Math.floor(Math.log2(zoom) * 4) / 4)

export const ReadableNamesContext = createContext<ReadonlySet<string>>(new Set())

export const useIsReadable = (key: string): boolean => useContext(ReadableNamesContext).has(key)
