import type { BoxPart } from './part-nodes.ts'
import { useIsReadable } from './readable-names.ts'

type Props = {
  part: BoxPart
  /** Containers that it stands for. */
  containers: number
  /** Whether cards have room for a name. */
  named: boolean
  lit: boolean
}

/** A box seen from far: its colour, and a name or a count in letters that keep their size. */
export function Mark({ part, containers, named, lit }: Props) {
  const readable = useIsReadable(part.key) || lit
  const light = lit || undefined
  switch (part.kind) {
    case 'zone':
      return (
        <div data-lit={light} className="pn-mark rounded-2xl border border-line border-dashed bg-zone">
          {readable ? <span className="pn-mark-name text-ink">{part.name}</span> : null}
        </div>
      )
    case 'frame':
      return (
        <div data-lit={light} className="pn-mark rounded-xl border border-line bg-frame">
          <span className="pn-mark-name text-ink">
            <strong>{part.name}</strong> {containers}
          </span>
        </div>
      )
    case 'bar':
      return (
        <div data-lit={light} data-hue={part.hue} className="pn-mark rounded-md border border-hue bg-hue-bg text-hue">
          {readable ? <strong className="pn-mark-name">{part.name}</strong> : null}
        </div>
      )
    case 'card':
      return (
        <div data-lit={light} data-tone={part.tone} className="pn-mark pn-mark-card rounded-lg border-tone bg-card">
          {named ? <span className="pn-mark-word">{part.name}</span> : null}
          {containers > 1 ? <span className="pn-mark-count">{containers}</span> : null}
        </div>
      )
    case 'fold':
      return (
        <div data-lit={light} className="pn-mark rounded-lg border border-line border-dashed">
          <span className="pn-mark-count text-soft">{part.count}</span>
        </div>
      )
    default:
      return part satisfies never
  }
}
