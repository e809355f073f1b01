import { useStore } from '@xyflow/react'
import { useMemo } from 'react'
import type { Drop, Picture, Uplink } from '../../lib/view/picture.ts'

const step = 200

/** The wires that can be seen, with a margin; a small move of the view changes nothing. */
export function useWires(picture: Picture): { drops: Drop[]; uplinks: Uplink[] } {
  const seen = useStore(({ transform: [x, y, zoom], width, height }) =>
    [
      Math.floor(-x / zoom / step) - 1,
      Math.floor(-y / zoom / step) - 1,
      Math.ceil((width - x) / zoom / step) + 1,
      Math.ceil((height - y) / zoom / step) + 1,
    ].join(' '),
  )
  return useMemo(() => {
    const [left = 0, top = 0, right = 0, bottom = 0] = seen.split(' ').map((part) => Number(part) * step)
    const isSeen = ({ x, y1, y2 }: Drop | Uplink) =>
      x >= left && x <= right && Math.max(y1, y2) >= top && Math.min(y1, y2) <= bottom
    return { drops: picture.drops.filter(isSeen), uplinks: picture.uplinks.filter(isSeen) }
  }, [picture, seen])
}
