import { useMemo, useState } from 'react'
import { indexOf } from '../../lib/analyse/topology-index.ts'
import type { Namespace } from '../../lib/model/namespace.ts'
import type { Network } from '../../lib/model/network.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { naturalOrder } from '../../lib/view/natural-order.ts'
import { EntriesFold } from './EntriesFold.tsx'
import { overlayFacts } from './overlay-facts.ts'

/** Every host may have an entry for every endpoint: of more than these, only the hosts that are unfolded are worked out. */
const manyEntries = 5_000

type Props = { topology: Topology; network: Network }

/** Host by host the entries that its kernel sends frames of an overlay by. */
export function EntriesByHost({ topology, network }: Props) {
  const { host, endpointsOfNetwork } = indexOf(topology)
  const nameOf = ({ hostId }: Namespace): string => host.get(hostId)?.name ?? hostId
  const places = topology.namespaces
    .filter(({ kind, networkId }) => kind === 'overlay' && networkId === network.id)
    .sort((a, b) => naturalOrder(nameOf(a), nameOf(b)))
  const isMuch = places.length * (endpointsOfNetwork.get(network.id)?.length ?? 0) > manyEntries
  if (places.length === 0) return <p className="text-soft">No host has a namespace of it.</p>
  return (
    <>
      {isMuch ? <p className="text-soft">So many that each host is judged when you unfold it.</p> : null}
      {places.map((place) => (
        <Entries key={place.id} topology={topology} place={place} title={nameOf(place)} atOnce={!isMuch} />
      ))}
    </>
  )
}

function Entries(props: { topology: Topology; place: Namespace; title: string; atOnce: boolean }) {
  const { topology, place, title, atOnce } = props
  const [asked, setAsked] = useState(false)
  const facts = useMemo(
    () => (atOnce || asked ? (overlayFacts(topology, ({ id }) => id === place.id)[0] ?? null) : null),
    [topology, place.id, atOnce, asked],
  )
  return <EntriesFold title={title} facts={facts} onToggle={setAsked} />
}
