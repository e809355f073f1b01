import type { Frame } from '../../lib/view/picture.ts'
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

/** The edge of a host that is not seen as it is now is broken. */
const edges: Record<Frame['sight'], string> = {
  seen: 'border-line',
  stale: 'border-warn border-dotted',
  unread: 'border-soft border-dashed',
  down: 'border-bad border-dashed',
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
        <div data-lit={light} className={`pn-mark rounded-xl border bg-frame ${edges[part.sight]}`}>
          <span className="pn-mark-name text-ink">
            <strong>{part.name}</strong> {part.badges.map(({ label }) => label.text).join(' · ')}
          </span>
        </div>
      )
    case 'bar':
      if (part.tunnel?.agreed === 'one-sided')
        return (
          <div data-lit={light} className="pn-mark rounded-full border-2 border-bad border-dashed bg-panel text-bad">
            {readable ? <strong className="pn-mark-name">{part.name}</strong> : null}
          </div>
        )
      return (
        <div data-lit={light} data-hue={part.hue} className="pn-mark rounded-md border border-hue bg-hue-bg text-hue">
          {readable ? <strong className="pn-mark-name">{part.name}</strong> : null}
        </div>
      )
    case 'card':
      return (
        <div
          data-lit={light}
          data-tone={part.tone}
          className={`pn-mark pn-mark-card rounded-lg border-tone bg-card ${part.unseen ? 'border-dashed' : ''}`}
        >
          {named ? <span className="pn-mark-word">{part.labels[0]?.text ?? part.name}</span> : null}
          {containers > 1 ? <span className="pn-mark-count">{containers}</span> : null}
        </div>
      )
    case 'fold':
      return <div data-lit={light} className="pn-mark rounded-lg border border-line border-dashed" />
    default:
      return part satisfies never
  }
}
