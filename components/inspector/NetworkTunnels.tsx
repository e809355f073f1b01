import type { Network } from '../../lib/model/network.ts'
import { Rows } from '../ui/Rows.tsx'
import { RecordLink } from './RecordLink.tsx'
import { TunnelAddresses } from './TunnelAddresses.tsx'
import { TunnelState } from './TunnelState.tsx'
import type { TunnelFacts } from './tunnel-facts.ts'

type Props = { tunnels: TunnelFacts[]; network: Network }

/** The tunnels under one overlay: between which hosts, and how many endpoints each end sends to by it. */
export const NetworkTunnels = ({ tunnels, network }: Props) => (
  <Rows
    label="Tunnels"
    none="None: no forwarding entry of it names another host."
    heads={['Between', 'Addresses', 'Entries', 'Agreed']}
    rows={tunnels.map(({ tunnel, name, networks }) => ({
      key: tunnel.id,
      cells: [
        <span key="name" className="font-sans">
          <RecordLink kind="tunnel" id={tunnel.id} name={name} />
        </span>,
        <TunnelAddresses key="addresses" addresses={tunnel.addresses} />,
        networks
          .filter((one) => one.network?.id === network.id)
          .map(({ vni, entries: [here, there] }) => <div key={vni}>{`${here}, ${there ?? 'not seen'}`}</div>),
        <TunnelState key="state" tunnel={tunnel} />,
      ],
      note: tunnel.agreed === 'both' ? null : <bdi>{tunnel.why}</bdi>,
    }))}
  />
)
