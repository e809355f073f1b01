import { useMemo } from 'react'
import type { Picture } from '../../lib/view/picture.ts'
import { type WayDrawing, wayLineShapes, wayMarkShapes } from '../../lib/view/way-drawing.ts'
import { Shapes } from '../topology/Shapes.tsx'

type Props = { picture: Picture; way: WayDrawing }

/** The way over the picture: the line that the packet takes, and a number for each hop, which keeps its size when seen from far. */
export function WayLayer({ picture, way }: Props) {
  const lines = useMemo(() => wayLineShapes(way), [way])
  return (
    <>
      <svg aria-hidden className="pn-layer pn-way-lines" width={picture.width} height={picture.height}>
        <Shapes shapes={lines} />
      </svg>
      <svg aria-hidden className="pn-layer pn-way-marks" width={picture.width} height={picture.height}>
        {way.marks.map((mark) => (
          <g key={mark.hop} transform={`translate(${mark.x} ${mark.y})`}>
            <g className="pn-way-mark">
              <Shapes shapes={wayMarkShapes(mark)} />
            </g>
          </g>
        ))}
      </svg>
    </>
  )
}
