import MapIcon from 'lucide-react/icons/map'
import type { Way } from '../../lib/analyse/path/trace.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { Button } from '../ui/Button.tsx'
import { HopItem } from './HopItem.tsx'
import { Outcome } from './Outcome.tsx'

type Props = {
  topology: Topology
  title: string
  way: Way
  /** Whether the picture shows it. */
  shown: boolean
  onShow: () => void
}

/** One direction, hop by hop. */
export function WaySection({ topology, title, way, shown, onShow }: Props) {
  const last = way.hops.length - 1
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="font-semibold text-base">{title}</h3>
        <Outcome outcome={way.verdict.outcome} />
        <span className="text-soft">
          {way.hops.length} {way.hops.length === 1 ? 'hop' : 'hops'}
        </span>
        <Button
          tone="quiet"
          aria-pressed={shown}
          onClick={onShow}
          data-print="no"
          className="ml-auto aria-pressed:bg-frame aria-pressed:text-ink"
        >
          <MapIcon aria-hidden className="size-3.5" />
          {shown ? 'On the picture' : 'Show on the picture'}
        </Button>
      </div>
      <ol aria-label={`Hops: ${title}`} className="ml-3 flex flex-col">
        {way.hops.map((hop, index) => (
          <HopItem
            // biome-ignore lint/suspicious/noArrayIndexKey: a way may come to a namespace twice
            key={index}
            topology={topology}
            hop={hop}
            number={index + 1}
            verdict={index === last ? way.verdict : null}
          />
        ))}
      </ol>
    </section>
  )
}
