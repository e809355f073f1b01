import { Rows } from '../ui/Rows.tsx'
import { RecordLink } from './RecordLink.tsx'
import { TunnelState } from './TunnelState.tsx'
import type { TunnelFacts } from './tunnel-facts.ts'

type Props = { tunnels: TunnelFacts[]; none: string /** The host that they are looked at from. */; from: string }

/** The tunnels of a host, with the overlays in each and whether both ends know of it. */
export const TunnelTable = ({ tunnels, none, from }: Props) => (
  <Rows
    label="Tunnels"
    none={none}
    heads={['To', 'Its address', 'Overlays', 'Agreed']}
    rows={tunnels.map(({ tunnel, hosts, networks }) => ({
      key: tunnel.id,
      cells: [
        <span key="name" className="font-sans">
          <RecordLink
            kind="tunnel"
            id={tunnel.id}
            name={(tunnel.hostIds[0] === from ? hosts[1] : hosts[0])?.name ?? tunnel.addresses[1]}
          />
        </span>,
        tunnel.hostIds[0] === from ? tunnel.addresses[1] : (tunnel.addresses[0] ?? 'unknown'),
        networks.map(({ network, vni }) => (
          <div key={vni}>
            <bdi>{network?.name ?? 'unknown'}</bdi> <span className="text-soft">{vni}</span>
          </div>
        )),
        <TunnelState key="state" tunnel={tunnel} />,
      ],
      note: tunnel.agreed === 'both' ? null : <bdi>{tunnel.why}</bdi>,
    }))}
  />
)
