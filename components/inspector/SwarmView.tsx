import { useMemo } from 'react'
import { findSwarmPorts } from '../../lib/analyse/find-swarm-ports.ts'
import type { Host } from '../../lib/model/host.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { Block } from './Block.tsx'
import { OverlayEntries } from './OverlayEntries.tsx'
import { overlayFacts } from './overlay-facts.ts'
import { PeerTable } from './PeerTable.tsx'
import { peerFacts } from './peer-facts.ts'
import { SwarmMembership } from './SwarmMembership.tsx'
import { SwarmPortTable } from './SwarmPortTable.tsx'
import { TunnelTable } from './TunnelTable.tsx'
import { tunnelFacts } from './tunnel-facts.ts'
import { VtepTable } from './VtepTable.tsx'

type Props = { topology: Topology; host: Host }

/** A host as a member of its swarm: what it is there, which ports it has open, and how its kernel reaches the others. */
export function SwarmView({ topology, host }: Props) {
  const overlays = useMemo(() => overlayFacts(topology, ({ hostId }) => hostId === host.id), [topology, host.id])
  const peers = useMemo(() => peerFacts(topology, host.id), [topology, host.id])
  const tunnels = useMemo(() => tunnelFacts(topology, ({ hostIds }) => hostIds.includes(host.id)), [topology, host.id])
  const cluster = topology.hosts.find(({ swarm }) => swarm.cluster !== null)?.swarm.cluster ?? null
  const ports = useMemo(() => findSwarmPorts(topology, host.id), [topology, host.id])
  return (
    <>
      <Block title="Membership" see="inspect">
        <SwarmMembership topology={topology} host={host} cluster={cluster} />
      </Block>
      <Block title="Swarm ports" see="sockets">
        <SwarmPortTable ports={ports} none="It is not an active member of a swarm." />
      </Block>
      <Block title="Tunnels" see="fdb">
        <TunnelTable tunnels={tunnels} from={host.id} none="No forwarding entry names another host." />
      </Block>
      <Block title="VTEPs" see="bridge">
        <VtepTable overlays={overlays} none="None: no overlay has a VXLAN device here." />
      </Block>
      <Block title="Forwarding and neighbours of overlays" see={['fdb', 'neighbours']}>
        <OverlayEntries overlays={overlays} />
      </Block>
      <Block title="What it believes of its peers" see="inspect">
        <PeerTable peers={peers} none="Its engine lists no peer of any overlay." />
      </Block>
    </>
  )
}
