import { useMemo } from 'react'
import type { Topology } from '../../lib/model/topology.ts'
import { drawWay } from '../../lib/view/draw-way.ts'
import type { Picture } from '../../lib/view/picture.ts'
import type { ShownWay } from '../../lib/view/shown-way.ts'
import type { WayDrawing } from '../../lib/view/way-drawing.ts'
import type { PictureOver } from '../topology/picture-over.ts'
import { WayLayer } from './WayLayer.tsx'

export type WayOver = { drawing: WayDrawing; over: PictureOver }

/** A way as it lies over the picture; null where there is none to draw. */
export function useWayOver(topology: Topology | null, picture: Picture | null, shown: ShownWay | null): WayOver | null {
  return useMemo(() => {
    if (topology === null || picture === null || shown === null) return null
    const drawing = drawWay(picture, topology, shown.way, shown.ends)
    return {
      drawing,
      over: { lit: drawing.keys, rect: drawing.rect, drawing: <WayLayer picture={picture} way={drawing} /> },
    }
  }, [topology, picture, shown])
}
