import { Rows } from '../ui/Rows.tsx'
import { RecordLink } from './RecordLink.tsx'
import { TunnelState } from './TunnelState.tsx'
import type { TunnelFacts } from './tunnel-facts.ts'

type Props = {
  tunnels: TunnelFacts[]
  none: string
  /** The host that they are looked at from; null: from neither end. */
  from: string | null
}

/** Tunnels between hosts, with the overlays in each and whether both ends know of it. */
export const TunnelTable = ({ tunnels, none, from }: Props) => (
  <Rows
    label="Tunnels"
    none={none}
    heads={[from === null ? 'Between' : 'To', 'Addresses', 'Overlays', 'Agreed']}
    rows={tunnels.map((facts) => ({
      key: facts.tunnel.id,
      cells: [
        <span key="name" className="font-sans">
          <RecordLink kind="tunnel" id={facts.tunnel.id} name={nameFrom(facts, from)} />
        </span>,
        facts.tunnel.addresses.map((address) => <div key={address}>{address ?? 'unknown'}</div>),
        facts.networks.map(({ network, vni }) => (
          <div key={vni}>
            <bdi>{network?.name ?? 'unknown'}</bdi> <span className="text-soft">{vni}</span>
          </div>
        )),
        <div key="state">
          <TunnelState tunnel={facts.tunnel} />
          {facts.tunnel.agreed === 'both' ? null : (
            <p className="font-sans text-soft">
              <bdi>{facts.tunnel.why}</bdi>
            </p>
          )}
        </div>,
      ],
    }))}
  />
)

function nameFrom({ tunnel, hosts, name }: TunnelFacts, from: string | null): string {
  if (from === null) return name
  const other = tunnel.hostIds[0] === from ? hosts[1] : hosts[0]
  return other?.name ?? tunnel.addresses[1]
}
