import type { NodeProps } from '@xyflow/react'
import { memo, useMemo, useRef } from 'react'
import { shapesOf } from '../../lib/view/shapes-of.ts'
import { isFar, useDetailLevel } from './detail-level.ts'
import { useLit } from './light-store.ts'
import { Mark } from './Mark.tsx'
import type { PartNode } from './part-nodes.ts'
import { Shapes } from './Shapes.tsx'
import { useGlow } from './use-glow.ts'

/** What is in a frame, bar, card or fold: its own shapes, or a mark where these could not be read. */
export const BoxNode = memo(function BoxNode({ data }: NodeProps<PartNode>) {
  const { part, changedAt, containers } = data
  const root = useRef<SVGSVGElement>(null)
  const level = useDetailLevel()
  const lit = useLit(part.key)
  // What a frame says about itself lies above the lines: `FrameHeads` draws it.
  const shapes = useMemo(
    () => shapesOf(part).filter(({ layer }) => (part.kind !== 'frame' && part.kind !== 'zone') || layer === 'ground'),
    [part],
  )
  useGlow(root, changedAt)
  if (isFar(level)) return <Mark part={part} containers={containers} named={level === 'far'} lit={lit} />
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: hidden from ears, which have the tree; the box around it has the title
    <svg
      ref={root}
      data-lit={lit || undefined}
      width={part.width}
      height={part.height}
      viewBox={`${part.x} ${part.y} ${part.width} ${part.height}`}
      className="overflow-visible"
    >
      <Shapes shapes={shapes} />
    </svg>
  )
})
