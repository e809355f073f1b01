import { memo, useMemo } from 'react'
import type { Hue, Picture, Rect, Tone } from '../../lib/view/picture.ts'

/** All cards and bars inside hosts as a few paths, and the hosts' names above them, for a crowd seen from far. */
export const FarBoxes = memo(function FarBoxes({ picture }: { picture: Picture }) {
  const cards = useMemo(() => pathsBy<Tone, Picture['cards'][number]>(picture.cards, ({ tone }) => tone), [picture])
  const bars = useMemo(
    () =>
      pathsBy<Hue, Picture['bars'][number]>(
        picture.bars.filter(({ hostId }) => hostId !== null),
        ({ hue }) => hue,
      ),
    [picture],
  )
  return (
    <svg aria-hidden className="pn-layer pn-heads" width={picture.width} height={picture.height}>
      {bars.map(([hue, d]) => (
        <path key={hue} d={d} data-hue={hue} className="fill-hue" />
      ))}
      {cards.map(([tone, d]) => (
        <path key={tone} d={d} data-tone={tone} className="fill-card stroke-tone" strokeWidth={5} />
      ))}
      {picture.frames.map(({ key, name, x, y }) => (
        <text key={key} x={x} y={y} className="pn-far-name fill-ink">
          {name}
        </text>
      ))}
    </svg>
  )
})

function pathsBy<K extends string, T extends Rect>(boxes: readonly T[], keyOf: (box: T) => K): [K, string][] {
  const paths = new Map<K, string>()
  for (const box of boxes) {
    const key = keyOf(box)
    paths.set(key, `${paths.get(key) ?? ''}M${box.x} ${box.y}h${box.width}v${box.height}h${-box.width}z`)
  }
  return [...paths]
}
