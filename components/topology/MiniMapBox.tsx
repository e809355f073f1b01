import { type MiniMapNodeProps, useInternalNode } from '@xyflow/react'
import type { PartNode } from './part-nodes.ts'

/** Of a crowd only frames and what spans them. */
export function MiniMapCrowdBox(props: MiniMapNodeProps) {
  const part = useInternalNode<PartNode>(props.id)?.data.part
  return part?.kind === 'bar' && part.hostId !== null ? null : <MiniMapBox {...props} />
}

/** Frames and bars only: they are what a place is known by, and cards would double the page's elements. */
export function MiniMapBox({ id, x, y, width, height }: MiniMapNodeProps) {
  const part = useInternalNode<PartNode>(id)?.data.part
  if (part === undefined || part.kind === 'card' || part.kind === 'fold' || part.kind === 'zone') return null
  if (part.kind === 'frame')
    return <rect x={x} y={y} width={width} height={height} rx={12} className="fill-frame stroke-line" strokeWidth={4} />
  return <rect data-hue={part.hue} x={x} y={y} width={width} height={height} rx={6} className="fill-hue" />
}
