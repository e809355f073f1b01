import type { BoxPart } from './part-nodes.ts'

/** A box seen from far: its colour, and a name or a count in letters that stay readable. */
export function Mark({ part, named }: { part: BoxPart; named: boolean }) {
  switch (part.kind) {
    case 'frame':
      return (
        <div className="pn-mark rounded-xl border border-line bg-frame">
          <span className="pn-mark-name font-semibold text-ink">{part.name}</span>
        </div>
      )
    case 'bar':
      return (
        <div data-hue={part.hue} className="pn-mark rounded-md border border-hue bg-hue-bg text-hue">
          <span className="pn-mark-name font-semibold">{part.name}</span>
        </div>
      )
    case 'card':
      return (
        <div data-tone={part.tone} className="pn-mark pn-mark-card rounded-lg border-tone bg-card">
          {named ? <span className="pn-mark-word">{part.name}</span> : null}
          {part.containerIds.length > 1 ? <span className="pn-mark-count">{part.containerIds.length}</span> : null}
        </div>
      )
    case 'fold':
      return (
        <div className="pn-mark rounded-lg border border-line border-dashed">
          <span className="pn-mark-count text-soft">{part.count}</span>
        </div>
      )
    default:
      return part satisfies never
  }
}
