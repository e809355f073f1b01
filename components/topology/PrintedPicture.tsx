import { useMemo } from 'react'
import { paintPicture, quietOpacity } from '../../lib/view/paint-picture.ts'
import type { Picture } from '../../lib/view/picture.ts'
import type { WayDrawing } from '../../lib/view/way-drawing.ts'
import { Shapes } from './Shapes.tsx'

type Props = { picture: Picture; way: WayDrawing | null }

/** The whole picture as wide as the sheet: on paper nobody can move it. */
export function PrintedPicture({ picture, way }: Props) {
  const painted = useMemo(() => paintPicture(picture, way), [picture, way])
  return (
    <svg aria-hidden className="pn-printed" viewBox={`0 0 ${Math.ceil(picture.width)} ${Math.ceil(picture.height)}`}>
      {painted.map(({ shapes, quiet, at }, index) => (
        <g
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sheet have no other name than their order
          key={index}
          opacity={quiet ? quietOpacity : undefined}
          transform={at === null ? undefined : `translate(${at.x} ${at.y})`}
        >
          <Shapes shapes={shapes} />
        </g>
      ))}
    </svg>
  )
}
