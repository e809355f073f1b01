import { memo } from 'react'
import type { Shape } from '../../lib/view/shape.ts'

type Props = { shapes: readonly Shape[] }

/** The picture's own shapes as SVG; colours are the theme's variables, so a change of theme draws nothing anew. */
export const Shapes = memo(function Shapes({ shapes }: Props) {
  // biome-ignore lint/suspicious/noArrayIndexKey: the shapes of a part have no other name than their order
  return shapes.map((shape, index) => <ShapeElement key={index} shape={shape} />)
})

function ShapeElement({ shape }: { shape: Shape }) {
  switch (shape.kind) {
    case 'rect':
      return (
        <rect
          x={shape.x}
          y={shape.y}
          width={shape.width}
          height={shape.height}
          rx={shape.radius}
          fill={colour(shape.fill)}
          stroke={colour(shape.stroke)}
          strokeWidth={shape.strokeWidth}
          strokeDasharray={shape.dash ?? undefined}
        />
      )
    case 'line':
      return (
        <line
          x1={shape.x1}
          y1={shape.y1}
          x2={shape.x2}
          y2={shape.y2}
          stroke={colour(shape.stroke)}
          strokeWidth={shape.strokeWidth}
          strokeDasharray={shape.dash ?? undefined}
        />
      )
    case 'circle':
      return (
        <circle
          cx={shape.cx}
          cy={shape.cy}
          r={shape.r}
          fill={colour(shape.fill)}
          stroke={colour(shape.stroke)}
          strokeWidth={shape.strokeWidth}
        />
      )
    case 'text':
      return (
        <text
          x={shape.x}
          y={shape.y}
          fontSize={shape.size}
          fontWeight={shape.bold ? 600 : undefined}
          textAnchor={shape.anchor === 'start' ? undefined : shape.anchor}
          fill={colour(shape.fill)}
          className={shape.mono ? 'font-mono' : undefined}
        >
          {shape.text}
          {shape.full === shape.text ? null : <title>{shape.full}</title>}
        </text>
      )
    default:
      return shape satisfies never
  }
}

const colour = (token: string | null): string => (token === null ? 'none' : `var(--pn-${token})`)
