import { useState } from 'react'
import { countWords } from '../../lib/view/count-words.ts'
import type { NetworkPlace } from './network-places.ts'
import { PeerTable } from './PeerTable.tsx'

/** Host by host whom it believes to be on an overlay; folded where all of them are hosts that are known. */
export function PeersByHost({ places }: { places: NetworkPlace[] }) {
  const told = places.filter(({ peers }) => peers.length > 0)
  if (told.length === 0) return <p className="text-soft">No host lists a peer.</p>
  return told.map((place) => <Peers key={place.hostId} place={place} />)
}

function Peers({ place: { hostId, host, peers } }: { place: NetworkPlace }) {
  const strange = peers.filter(({ kind }) => kind === 'stranger' || kind === 'not listed').length
  const [shown, setShown] = useState(strange > 0)
  const listed = peers.filter(({ kind }) => kind !== 'not listed').length
  return (
    <details
      open={shown}
      onToggle={(event) => setShown(event.currentTarget.open)}
      className="border-hair border-b py-1 last:border-0"
    >
      <summary>
        <bdi className="font-semibold">{host?.name ?? hostId}</bdi>{' '}
        <span className="text-soft">{countWords(listed, 'peer')}</span>
        {strange === 0 ? null : <span className="text-warn">, {strange} to look at</span>}
      </summary>
      {shown ? (
        <div className="py-1 pl-3">
          <PeerTable label={`Peers by ${host?.name ?? hostId}`} peers={peers} none="" withNetwork={false} />
        </div>
      ) : null}
    </details>
  )
}
