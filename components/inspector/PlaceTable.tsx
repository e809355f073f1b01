import { Rows } from '../ui/Rows.tsx'
import type { NetworkPlace } from './network-places.ts'
import { RecordLink } from './RecordLink.tsx'

/** Host by host what is said of a network. */
export const PlaceTable = ({ places }: { places: NetworkPlace[] }) => (
  <Rows
    label="What each host says"
    none="No host tells of it."
    heads={['Host', 'Members', 'VNIs', 'Namespace', 'Peers']}
    rows={places.map(({ hostId, host, listed, members, vnis, namespace, peers, doubt }) => ({
      key: hostId,
      cells: [
        <span key="host" className="font-sans">
          {host ? <RecordLink kind="host" id={host.id} name={host.name} /> : hostId}
          {doubt === null ? null : <span className="text-warn"> {doubt}</span>}
        </span>,
        members,
        vnis === null ? 'unknown' : vnis.join(', ') || 'none',
        namespace?.file?.split('/').at(-1) ??
          (namespace ? 'no file' : listed ? 'none read' : 'not listed by its engine'),
        listed ? String(peers.filter(({ kind }) => kind !== 'not listed').length) : '',
      ],
    }))}
  />
)
