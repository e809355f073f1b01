import { useState } from 'react'
import { EntryTable } from './EntryTable.tsx'
import type { OverlayOnHost } from './overlay-facts.ts'

type Props = {
  title: string
  /** Null where they are worked out only when they are unfolded. */
  facts: OverlayOnHost | null
  onToggle?: (isOpen: boolean) => void
}

/** The entries of one overlay on one host; unfolded at first where some are not right. */
export function EntriesFold({ title, facts, onToggle }: Props) {
  const [shown, setShown] = useState(facts !== null && facts.troubled > 0)
  return (
    <details
      open={shown}
      onToggle={(event) => {
        setShown(event.currentTarget.open)
        onToggle?.(event.currentTarget.open)
      }}
      className="border-hair border-b py-1 last:border-0"
    >
      <summary>
        <bdi className="font-semibold">{title}</bdi>{' '}
        {facts === null ? null : (
          <span className="text-soft">
            {facts.entries.length === 1 ? '1 entry' : `${facts.entries.length} entries`}
          </span>
        )}
        {facts === null || facts.troubled === 0 ? null : <span className="text-bad">, {facts.troubled} not right</span>}
      </summary>
      {shown && facts !== null ? (
        <div className="py-1 pl-3">
          <EntryTable
            label={`Entries for ${facts.network.name} on ${facts.host?.name ?? facts.namespace.hostId}`}
            entries={facts.entries}
            none="None: no endpoint of it is on another host."
          />
        </div>
      ) : null}
    </details>
  )
}
