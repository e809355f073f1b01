import { useMemo } from 'react'
import type { Network } from '../../lib/model/network.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { Block } from './Block.tsx'
import { EntriesByHost } from './EntriesByHost.tsx'
import { NetworkTunnels } from './NetworkTunnels.tsx'
import { networkPlaces } from './network-places.ts'
import { PeersByHost } from './PeersByHost.tsx'
import { PlaceTable } from './PlaceTable.tsx'
import { tunnelFacts } from './tunnel-facts.ts'

type Props = { topology: Topology; network: Network }

/** An overlay host by host: what each says of it, the tunnels under it, and what each kernel sends where. */
export function HostsView({ topology, network }: Props) {
  const places = useMemo(() => networkPlaces(topology, network), [topology, network])
  const tunnels = useMemo(
    () => tunnelFacts(topology, ({ networks }) => networks.some(({ networkId }) => networkId === network.id)),
    [topology, network.id],
  )
  return (
    <>
      <Block title="What each host says" see="inspect">
        <PlaceTable places={places} />
      </Block>
      <Block title="Tunnels under it" see="fdb">
        <NetworkTunnels tunnels={tunnels} network={network} />
      </Block>
      <Block title="Forwarding and neighbours" see={['fdb', 'neighbours']}>
        <EntriesByHost topology={topology} network={network} />
      </Block>
      <Block title="What each believes of its peers" see="inspect">
        <PeersByHost places={places} />
      </Block>
    </>
  )
}
