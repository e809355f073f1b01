import type { Topology } from '../../lib/model/topology.ts'
import { Facts } from '../ui/Facts.tsx'
import { Block } from './Block.tsx'
import { GapNotices } from './GapNotices.tsx'
import { GonePanel } from './GonePanel.tsx'
import { gapsTouching } from './gaps-touching.ts'
import { kindWord, linkState } from './InterfaceTable.tsx'
import { kindFacts } from './interface-facts.ts'
import { NetworkName } from './NetworkName.tsx'
import { PanelHead } from './PanelHead.tsx'
import { RouteTable } from './RouteTable.tsx'

type Props = { topology: Topology; id: string }

/** An interface of a host: what it has, what it is part of, and what goes out by it. */
export function InterfacePanel({ topology, id }: Props) {
  const one = topology.interfaces.find((record) => record.id === id)
  if (!one) return <GonePanel what="interface" id={id} />
  const nameOf = (other: string | null) => topology.interfaces.find((record) => record.id === other)?.name ?? null
  const namespace = topology.namespaces.find((record) => record.id === one.namespaceId)
  const networks = topology.networks.filter((network) =>
    network.onHosts.some(
      (on) => on.interfaceId === one.id || on.uplinkIds.includes(one.id) || on.interfaceId === one.masterId,
    ),
  )
  const routes = namespace?.routes.filter(
    (route) => route.device === one.name || route.nextHops.some((hop) => hop.device === one.name),
  )
  const host = topology.hosts.find((record) => record.id === one.hostId)
  return (
    <div className="flex flex-col gap-3">
      <PanelHead path={['interface', host?.name ?? one.hostId, kindWord(one)]} name={one.name} />
      <GapNotices gaps={gapsTouching(topology.gaps, one.hostId, [one.id, one.namespaceId])} />
      <Block title="Addresses" see="addresses">
        <Facts
          facts={[
            ...one.addresses.map(({ prefix, scope, flags }): [string, string] => [scope, [prefix, ...flags].join(' ')]),
            ['MAC', one.mac],
            ['state', linkState(one)],
            ['MTU', String(one.mtu)],
            ...kindFacts(one),
            ['port of', nameOf(one.masterId)],
            ['on top of', nameOf(one.parentId)],
            ['other end', nameOf(one.peerId)],
            ['also called', one.alternativeNames.join(', ') || null],
          ]}
        />
      </Block>
      <Block title="Networks on it" see="bridge">
        {networks.length === 0 ? <p className="text-soft">No Docker network uses it directly.</p> : null}
        <ul>
          {networks.map((network) => (
            <li key={network.id}>
              <NetworkName network={network} fallback={network.id} />
            </li>
          ))}
        </ul>
      </Block>
      <Block title="Routes by it" see="routes">
        <RouteTable routes={routes ?? []} none={namespace ? 'No route leaves by it.' : 'Not read.'} />
      </Block>
    </div>
  )
}
