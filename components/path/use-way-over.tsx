import { useMemo } from 'react'
import type { Branch, PathAnswer } from '../../lib/analyse/path/trace.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { drawWay } from '../../lib/view/draw-way.ts'
import type { Picture } from '../../lib/view/picture.ts'
import type { WayDrawing } from '../../lib/view/way-drawing.ts'
import type { PictureOver } from '../topology/picture-over.ts'
import { WayLayer } from './WayLayer.tsx'

export type WayOver = { drawing: WayDrawing; over: PictureOver }

/** One direction of an answer as it lies over the picture; null where there is none to draw. */
export function useWayOver(
  topology: Topology | null,
  picture: Picture | null,
  answer: PathAnswer | null,
  branch: Branch | null,
  direction: 'there' | 'back',
): WayOver | null {
  return useMemo(() => {
    if (topology === null || picture === null || answer === null || branch === null) return null
    const isBack = direction === 'back' && branch.back !== null
    const way = (isBack ? branch.back : null) ?? branch.there
    const to = branch.reaches ?? answer.to.containerId
    const ends = isBack ? { from: to, to: answer.from.containerId } : { from: answer.from.containerId, to }
    const drawing = drawWay(picture, topology, way, ends)
    return {
      drawing,
      over: { lit: drawing.keys, rect: drawing.rect, drawing: <WayLayer picture={picture} way={drawing} /> },
    }
  }, [topology, picture, answer, branch, direction])
}
