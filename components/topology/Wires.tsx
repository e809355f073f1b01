import { memo, useMemo } from 'react'
import type { Drop, Hue, Picture, Uplink } from '../../lib/view/picture.ts'
import type { Layer } from '../../lib/view/shape.ts'
import { shapesOf } from '../../lib/view/shapes-of.ts'
import { isFar, useDetailLevel } from './detail-level.ts'
import { useLit } from './light-store.ts'
import { Shapes } from './Shapes.tsx'
import { useWires } from './use-wires.ts'

type Props = { picture: Picture; selected: string | null }

/** Drops and uplinks behind the boxes. From far all lines of one hue are one path. */
export const WireLines = memo(function WireLines({ picture, selected }: Props) {
  const { drops, uplinks } = useWires(picture)
  const far = isFar(useDetailLevel())
  return (
    <svg aria-hidden className="pn-layer pn-lines" width={picture.width} height={picture.height}>
      {far ? <FarLines picture={picture} /> : null}
      {[...uplinks, ...drops].map((wire) => (
        <Wire key={wire.key} wire={wire} layer="line" selected={wire.subject === selected} onlyLit={far} />
      ))}
    </svg>
  )
})

/** Joints, addresses and plates, which lie on the boxes. */
export const WireEnds = memo(function WireEnds({ picture, selected }: Props) {
  const { drops, uplinks } = useWires(picture)
  if (isFar(useDetailLevel())) return null
  return (
    <svg aria-hidden className="pn-layer pn-ends" width={picture.width} height={picture.height}>
      {[...uplinks, ...drops].map((wire) => (
        <Wire key={wire.key} wire={wire} layer="top" selected={wire.subject === selected} onlyLit={false} />
      ))}
    </svg>
  )
})

type WireProps = { wire: Drop | Uplink; layer: Layer; selected: boolean; onlyLit: boolean }

const Wire = memo(function Wire({ wire, layer, selected, onlyLit }: WireProps) {
  const lit = useLit(wire.key)
  const near = useDetailLevel() === 'near'
  const shapes = useMemo(
    () => shapesOf(wire, { detail: near }).filter((shape) => shape.layer === layer),
    [wire, layer, near],
  )
  if (shapes.length === 0 || (onlyLit && !lit && !selected)) return null
  return (
    <g
      data-key={layer === 'line' ? wire.key : undefined}
      data-wire={wire.key}
      data-lit={lit || undefined}
      data-selected={selected || undefined}
      className="pn-wire"
    >
      {lit ? <title>{wire.title}</title> : null}
      <Shapes shapes={shapes} />
    </g>
  )
})

function FarLines({ picture }: { picture: Picture }) {
  const paths = useMemo(() => pathsByHue([...picture.uplinks, ...picture.drops]), [picture])
  return paths.map(([hue, d]) => (
    <path key={hue} d={d} data-hue={hue} className="pn-wire stroke-hue" strokeWidth={2} fill="none" />
  ))
}

function pathsByHue(wires: readonly (Drop | Uplink)[]): [Hue, string][] {
  const byHue = new Map<Hue, string>()
  for (const { hue, x, y1, y2 } of wires) byHue.set(hue, `${byHue.get(hue) ?? ''}M${x} ${y1}V${y2}`)
  return [...byHue]
}
