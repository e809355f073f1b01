import { memo, useMemo } from 'react'
import type { Frame, Label, Picture, Zone } from '../../lib/view/picture.ts'
import { shapesOf, textShape } from '../../lib/view/shapes-of.ts'
import { isFar, useDetailLevel } from './detail-level.ts'
import { Shapes } from './Shapes.tsx'

/** What frames and zones say about themselves, and captions: above the lines that pass. */
export const FrameHeads = memo(function FrameHeads({ picture }: { picture: Picture }) {
  if (isFar(useDetailLevel())) return null
  return (
    <svg aria-hidden className="pn-layer pn-heads" width={picture.width} height={picture.height}>
      {[...picture.zones, ...picture.frames].map((part) => (
        <Head key={part.key} part={part} />
      ))}
      <Captions labels={picture.captions} />
    </svg>
  )
})

const Head = memo(function Head({ part }: { part: Zone | Frame }) {
  const shapes = useMemo(() => shapesOf(part).filter(({ layer }) => layer !== 'ground'), [part])
  return <Shapes shapes={shapes} />
})

function Captions({ labels }: { labels: Label[] }) {
  const shapes = useMemo(() => labels.map((label) => textShape('top', label, 'soft')), [labels])
  return <Shapes shapes={shapes} />
}
