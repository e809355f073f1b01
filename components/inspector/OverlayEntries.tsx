import { useState } from 'react'
import { EntryTable } from './EntryTable.tsx'
import type { OverlayOnHost } from './overlay-facts.ts'

type Props = {
  /** What the panel is not about: the overlays of a host, or the hosts of an overlay. */
  by: 'network' | 'host'
  overlays: OverlayOnHost[]
}

/** Overlay by overlay, or host by host, the entries that its kernel sends frames by; folded where all are right. */
export function OverlayEntries({ by, overlays }: Props) {
  if (overlays.length === 0) return <p className="text-soft">No overlay has a namespace here.</p>
  return overlays.map((one) => <Entries key={one.namespace.id} by={by} one={one} />)
}

function Entries({ by, one }: { by: Props['by']; one: OverlayOnHost }) {
  const [shown, setShown] = useState(one.troubled > 0)
  return (
    <details
      open={shown}
      onToggle={(event) => setShown(event.currentTarget.open)}
      className="border-hair border-b py-1 last:border-0"
    >
      <summary>
        <bdi className="font-semibold">
          {by === 'network' ? one.network.name : (one.host?.name ?? one.namespace.hostId)}
        </bdi>{' '}
        <span className="text-soft">{one.entries.length === 1 ? '1 entry' : `${one.entries.length} entries`}</span>
        {one.troubled === 0 ? null : <span className="text-bad">, {one.troubled} not right</span>}
      </summary>
      {shown ? (
        <div className="py-1 pl-3">
          <EntryTable
            label={`Entries for ${one.network.name} on ${one.host?.name ?? one.namespace.hostId}`}
            entries={one.entries}
            none="None: no endpoint of it is on another host."
          />
        </div>
      ) : null}
    </details>
  )
}
