import { useMemo } from 'react'
import { useHostDetail } from '../../lib/api/use-detail.ts'
import type { Host } from '../../lib/model/host.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { HostStatusFacts } from '../shell/HostStatusFacts.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { DefaultRoutes } from './Answers.tsx'
import { Block } from './Block.tsx'
import { ContradictionList } from './ContradictionList.tsx'
import { EngineFactsView } from './EngineFactsView.tsx'
import { FirewallSection } from './FirewallSection.tsx'
import { GapNotices } from './GapNotices.tsx'
import { GonePanel } from './GonePanel.tsx'
import { gapsTouching } from './gaps-touching.ts'
import { InterfaceTable } from './InterfaceTable.tsx'
import { KernelView } from './KernelView.tsx'
import { ManagementTable } from './ManagementTable.tsx'
import { managementPorts } from './management-ports.ts'
import { NameFiles } from './NameFiles.tsx'
import { NamespacesView } from './NamespacesView.tsx'
import { FdbTable } from './NamespaceTables.tsx'
import { NodePanel } from './NodePanel.tsx'
import { nodesOfHost } from './nodes-of-host.ts'
import { PanelHead } from './PanelHead.tsx'
import { RouteTable } from './RouteTable.tsx'
import { SwarmView } from './SwarmView.tsx'
import { useFresher } from './use-fresher.ts'

type Props = { topology: Topology; id: string }

export function HostPanel({ topology, id }: Props) {
  const host = useMemo(() => topology.hosts.find((record) => record.id === id) ?? null, [topology, id])
  if (host === null) return <GonePanel what="host" id={id} />
  const node = host.origin === 'inferred' ? nodesOfHost(topology, host).node : null
  return node === null ? <Known topology={topology} host={host} /> : <NodePanel topology={topology} id={node.id} />
}

function Known({ topology, host }: { topology: Topology; host: Host }) {
  const { detail } = useHostDetail(host.id)
  const live = topology.namespaces.find((record) => record.id === host.namespaceId) ?? null
  const namespace = useFresher(live, detail?.namespace ?? null)
  const firewall = useFresher(
    topology.firewalls.find((record) => record.id === host.namespaceId) ?? null,
    detail?.firewall ?? null,
  )
  const interfaces = topology.interfaces.filter((record) => record.namespaceId === host.namespaceId)
  const gaps = gapsTouching(topology.gaps, host.id, [host.id, host.namespaceId])
  // The kernel itself takes VXLAN packets: no process listens.
  const vxlanPorts = topology.interfaces.flatMap(({ hostId, type }) =>
    hostId === host.id && type.kind === 'vxlan' ? [type.port] : [],
  )
  const ends = new Set(topology.endpoints.map((endpoint) => endpoint.hostInterfaceId))
  const nics = interfaces.filter((record) => !ends.has(record.id))
  return (
    <div className="flex flex-col gap-3">
      <PanelHead path={['host', host.kernel]} name={host.name} />
      <ContradictionList
        contradictions={topology.contradictions.filter(({ recordId }) => recordId === host.id)}
        hosts={topology.hosts}
      />
      <GapNotices gaps={gaps} />
      <Tabs
        label="Parts of the host"
        tabs={[
          {
            id: 'overview',
            title: 'Overview',
            content: (
              <>
                <Block title="How much is seen">
                  <HostStatusFacts
                    host={host}
                    status={topology.statuses.find((one) => one.hostId === host.id) ?? null}
                  />
                </Block>
                <Block title="Interfaces" see="addresses">
                  <InterfaceTable interfaces={nics} />
                  {nics.length < interfaces.length ? (
                    <p className="text-soft">
                      {interfaces.length - nics.length} ends of containers’ veth pairs are under Kernel.
                    </p>
                  ) : null}
                </Block>
                <Block title="Default route" see="routes">
                  <DefaultRoutes namespace={namespace} none="Unknown: the namespace of the host was not read." />
                </Block>
                <Block title="Management ports" see="sockets">
                  <ManagementTable
                    ports={managementPorts(namespace?.sockets ?? [], vxlanPorts)}
                    none={namespace === null ? 'Not read.' : 'The engine listens on no network port.'}
                  />
                </Block>
                <Block title="Routes" see="routes">
                  <RouteTable routes={namespace?.routes ?? []} none={namespace === null ? 'Not read.' : 'No route.'} />
                </Block>
                <EngineFactsView host={host} />
              </>
            ),
          },
          ...(host.swarm.state === 'inactive'
            ? []
            : [
                {
                  id: 'swarm',
                  title: 'Swarm',
                  content: <SwarmView topology={topology} host={host} />,
                },
              ]),
          {
            id: 'firewall',
            title: 'Firewall',
            content: <FirewallSection namespace={namespace} gaps={gaps} firewall={firewall} />,
          },
          {
            id: 'namespaces',
            title: 'Namespaces',
            content: <NamespacesView topology={topology} hostId={host.id} />,
          },
          {
            id: 'kernel',
            title: 'Kernel',
            content: (
              <>
                <KernelView
                  namespace={namespace}
                  interfaces={interfaces}
                  none="Unknown: the namespace of the host was not read."
                />
                <Block title="Forwarding database" see="fdb">
                  <FdbTable entries={namespace?.fdb ?? []} />
                </Block>
                <NameFiles namespace={namespace} />
              </>
            ),
          },
        ]}
      />
    </div>
  )
}
