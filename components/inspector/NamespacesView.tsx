import { useState } from 'react'
import type { Topology } from '../../lib/model/topology.ts'
import { seeNamespace } from '../../lib/view/see-it-yourself.ts'
import { Rows } from '../ui/Rows.tsx'
import { Block } from './Block.tsx'
import { ContainerLink } from './ContainerLink.tsx'
import { FirewallSection } from './FirewallSection.tsx'
import { GapNotices } from './GapNotices.tsx'
import { type HostNamespace, hostNamespaces } from './host-namespaces.ts'
import { KernelView } from './KernelView.tsx'
import { FdbTable } from './NamespaceTables.tsx'
import { RouteTable } from './RouteTable.tsx'
import { SeeContext } from './SeeItYourself.tsx'

type Props = { topology: Topology; hostId: string }

/** The network namespaces of a host: those of containers lead to their panels, all others open here. */
export function NamespacesView({ topology, hostId }: Props) {
  const { others, ofContainers } = hostNamespaces(topology, hostId)
  return (
    <>
      <Block title="Of overlays, load balancers and unknown owners" see="namespaces">
        {others.length === 0 ? (
          <p className="text-soft">None: every namespace is a container’s or the host’s.</p>
        ) : null}
        {others.map((one) => (
          <OtherNamespace key={one.namespace.id} one={one} />
        ))}
      </Block>
      <Block title="Of containers" see="namespaces">
        <Rows
          label="Namespaces of containers"
          none="None."
          heads={['Containers', 'File', 'Interfaces', 'Listeners']}
          rows={ofContainers.map(({ namespace, owners, interfaces }) => ({
            key: namespace.id,
            cells: [
              owners.map((owner) => (
                <div key={owner.id}>
                  <ContainerLink container={owner} />
                </div>
              )),
              namespace.file ?? 'none',
              interfaces.length,
              namespace.sockets.length,
            ],
          }))}
        />
      </Block>
    </>
  )
}

function OtherNamespace({ one }: { one: HostNamespace }) {
  const [shown, setShown] = useState(false)
  const { namespace, interfaces } = one
  return (
    <details onToggle={(event) => setShown(event.currentTarget.open)} className="border-hair border-b py-1">
      <summary>
        <bdi className="font-semibold">{one.title}</bdi>{' '}
        <span className="text-soft">
          {interfaces.length === 1 ? '1 interface' : `${interfaces.length} interfaces`}
          {namespace.ipvs.length === 0 ? '' : `, ${namespace.ipvs.length} IPVS services`}
        </span>
      </summary>
      {shown ? (
        <SeeContext value={seeNamespace(namespace)}>
          <div className="flex flex-col gap-4 py-2 pl-3">
            <GapNotices gaps={one.gaps} />
            <KernelView namespace={namespace} interfaces={interfaces} none="" />
            <Block title="Routes" see="routes">
              <RouteTable routes={namespace.routes} none="No route." />
            </Block>
            <Block title="Forwarding database" see="fdb">
              <FdbTable entries={namespace.fdb} />
            </Block>
            <FirewallSection namespace={namespace} firewall={one.firewall} gaps={one.gaps} />
          </div>
        </SeeContext>
      ) : null}
    </details>
  )
}
