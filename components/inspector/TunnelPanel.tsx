import { useMemo } from 'react'
import type { Topology } from '../../lib/model/topology.ts'
import { Facts } from '../ui/Facts.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Rows } from '../ui/Rows.tsx'
import { Block } from './Block.tsx'
import { EncryptionBlock } from './EncryptionBlock.tsx'
import { GonePanel } from './GonePanel.tsx'
import { NetworkName } from './NetworkName.tsx'
import { OverlayEntries } from './OverlayEntries.tsx'
import { isTroubled, overlayFacts } from './overlay-facts.ts'
import { PanelHead } from './PanelHead.tsx'
import { RecordLink } from './RecordLink.tsx'
import { TunnelState } from './TunnelState.tsx'
import { type TunnelFacts, tunnelFacts } from './tunnel-facts.ts'

type Props = { topology: Topology; id: string }

/** The way that VXLAN takes between two hosts: its ends, the overlays in it, and what each end's kernel has for the other. */
export function TunnelPanel({ topology, id }: Props) {
  const facts = useMemo(() => tunnelFacts(topology, (tunnel) => tunnel.id === id)[0] ?? null, [topology, id])
  return facts === null ? <GonePanel what="tunnel" id={id} /> : <Known topology={topology} facts={facts} />
}

function Known({ topology, facts }: { topology: Topology; facts: TunnelFacts }) {
  const { tunnel, hosts, networks, name } = facts
  const [first, second] = hosts
  const overlays = useMemo(() => {
    const networkIds = new Set<string>(tunnel.networks.map(({ networkId }) => networkId))
    const [here, there] = tunnel.hostIds
    return overlayFacts(
      topology,
      ({ hostId, networkId }) =>
        (hostId === here || hostId === there) && networkId !== null && networkIds.has(networkId),
    ).map((overlay) => {
      const other = overlay.namespace.hostId === here ? there : here
      const remote = overlay.namespace.hostId === here ? tunnel.addresses[1] : tunnel.addresses[0]
      const entries = overlay.entries.filter(
        ({ entry }) => entry.remote === remote || (entry.remoteHostId !== null && entry.remoteHostId === other),
      )
      return { ...overlay, entries, troubled: entries.filter(({ entry }) => isTroubled(entry)).length }
    })
  }, [topology, tunnel])
  return (
    <div className="flex flex-col gap-3">
      <PanelHead path={['tunnel', `VXLAN, ${tunnel.port ?? 'unknown'}/udp`]} name={name}>
        <TunnelState tunnel={tunnel} />
      </PanelHead>
      {tunnel.agreed === 'both' ? <p className="text-soft">{tunnel.why}</p> : null}
      {tunnel.agreed === 'both' ? null : (
        <Notice tone={tunnel.agreed === 'one-sided' ? 'bad' : 'info'} title={<bdi>{tunnel.why}</bdi>} />
      )}
      {networks.some(({ encrypted }) => encrypted) ? <EncryptionBlock /> : null}
      <Block title="Ends" see={['routes', 'sockets', 'bridge', 'encryption']}>
        <Facts
          facts={hosts.map((host, index) => [
            index === 0 ? 'one end' : 'other end',
            <span key={host?.id ?? 'unknown'}>
              {host ? <RecordLink kind="host" id={host.id} name={host.name} /> : 'no known host'}{' '}
              {tunnel.addresses[index] ?? 'address unknown'}
            </span>,
          ])}
        />
      </Block>
      <Block title="Overlays in it" see="fdb">
        <Rows
          label="Overlays in the tunnel"
          heads={['Overlay', 'VNI', `Entries on ${first?.name ?? 'one end'}`, `On ${second?.name ?? 'the other'}`]}
          rows={networks.map(({ network, vni, entries, encrypted }) => ({
            key: String(vni),
            cells: [
              <span key="network" className="font-sans">
                <NetworkName network={network} fallback="unknown" />
                {encrypted ? ' encrypted' : ''}
              </span>,
              vni,
              entries[0],
              entries[1] ?? 'not seen',
            ],
          }))}
        />
      </Block>
      {hosts.map((host) =>
        host === null ? null : (
          <Block key={host.id} title={`On ${host.name}`} see={['fdb', 'neighbours']}>
            <OverlayEntries overlays={overlays.filter((one) => one.namespace.hostId === host.id)} />
          </Block>
        ),
      )}
    </div>
  )
}
