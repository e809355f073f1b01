import { Rows } from '../ui/Rows.tsx'
import { NetworkName } from './NetworkName.tsx'
import type { PeerFacts } from './peer-facts.ts'
import { RecordLink } from './RecordLink.tsx'

type Props = { label?: string; peers: PeerFacts[]; none: string; withNetwork?: boolean }

/** Peers as one host's engine lists them, each with the host that it is. */
export function PeerTable({ label = 'Peers', peers, none, withNetwork = true }: Props) {
  return (
    <Rows
      label={label}
      none={none}
      heads={[...(withNetwork ? ['Overlay'] : []), 'Address', 'Host']}
      rows={peers.map((peer, index) => ({
        key: `${index} ${peer.network.id} ${peer.address}`,
        cells: [
          ...(withNetwork
            ? [
                <span key="network" className="font-sans">
                  <NetworkName network={peer.network} fallback="" />
                </span>,
              ]
            : []),
          peer.address ?? <span className="font-sans text-warn">not in the list</span>,
          <PeerHost key="host" peer={peer} />,
        ],
      }))}
    />
  )
}

function PeerHost({ peer: { kind, host, name } }: { peer: PeerFacts }) {
  switch (kind) {
    case 'itself':
      return <span className="font-sans">itself</span>
    case 'known':
      return <span className="font-sans">{host ? <RecordLink kind="host" id={host.id} name={host.name} /> : null}</span>
    case 'stranger':
      return (
        <span className="font-sans text-warn">
          no known host, it calls itself <bdi className="mono">{name.slice(0, 12)}</bdi>
        </span>
      )
    case 'not listed':
      return (
        <span className="font-sans text-warn">
          {host ? <RecordLink kind="host" id={host.id} name={host.name} /> : null} has this overlay
        </span>
      )
    default:
      return kind satisfies never
  }
}
