import { memo, useMemo } from 'react'
import type { Label, Picture } from '../../lib/view/picture.ts'
import { shapesOf, textShape } from '../../lib/view/shapes-of.ts'
import { isFar, useDetailLevel } from './detail-level.ts'
import { Shapes } from './Shapes.tsx'

/** What frames say about themselves, and captions: above the lines that pass. */
export const FrameHeads = memo(function FrameHeads({ picture }: { picture: Picture }) {
  if (isFar(useDetailLevel())) return null
  return (
    <svg aria-hidden className="pn-layer pn-heads" width={picture.width} height={picture.height}>
      {picture.frames.map((frame) => (
        <FrameHead key={frame.key} frame={frame} />
      ))}
      <Captions labels={picture.captions} />
    </svg>
  )
})

const FrameHead = memo(function FrameHead({ frame }: { frame: Picture['frames'][number] }) {
  const shapes = useMemo(() => shapesOf(frame).filter(({ layer }) => layer !== 'ground'), [frame])
  return <Shapes shapes={shapes} />
})

function Captions({ labels }: { labels: Label[] }) {
  const shapes = useMemo(() => labels.map((label) => textShape('top', label, 'soft')), [labels])
  return <Shapes shapes={shapes} />
}
