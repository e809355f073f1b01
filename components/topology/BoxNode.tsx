import type { NodeProps } from '@xyflow/react'
import { memo, useMemo, useRef } from 'react'
import { shapesOf } from '../../lib/view/shapes-of.ts'
import { isFar, useDetailLevel } from './detail-level.ts'
import { useLit } from './light-store.ts'
import { Mark } from './Mark.tsx'
import type { PartNode } from './part-nodes.ts'
import { Shapes } from './Shapes.tsx'
import { useGlow } from './use-glow.ts'

/** A frame, bar, card or fold: its own shapes, or a mark where these could not be read. */
export const BoxNode = memo(function BoxNode({ data }: NodeProps<PartNode>) {
  const { part, changedAt, selected, active } = data
  const root = useRef<HTMLDivElement>(null)
  const level = useDetailLevel()
  const lit = useLit(part.key)
  // What a frame says about itself lies above the lines: `FrameHeads` draws it.
  const shapes = useMemo(
    () => shapesOf(part).filter(({ layer }) => part.kind !== 'frame' || layer === 'ground'),
    [part],
  )
  useGlow(root, changedAt)
  return (
    <div
      ref={root}
      data-key={part.key}
      data-subject={part.subject}
      data-lit={lit || undefined}
      data-selected={selected || undefined}
      data-active={active || undefined}
      className="pn-box"
    >
      {isFar(level) ? (
        <Mark part={part} named={level === 'far'} />
      ) : (
        <svg
          aria-hidden
          width={part.width}
          height={part.height}
          viewBox={`${part.x} ${part.y} ${part.width} ${part.height}`}
          className="overflow-visible"
        >
          <Shapes shapes={shapes} />
        </svg>
      )}
    </div>
  )
})
