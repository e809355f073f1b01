import { useMemo } from 'react'
import { useContainerDetail } from '../../lib/api/use-detail.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { CutText } from '../ui/CutText.tsx'
import { Id } from '../ui/Id.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { ContainerOverview } from './ContainerOverview.tsx'
import { ContainerState } from './ContainerState.tsx'
import { ContradictionList } from './ContradictionList.tsx'
import { type ContainerFacts, containerFacts } from './container-facts.ts'
import { DnsView } from './DnsView.tsx'
import { FirewallSection } from './FirewallSection.tsx'
import { GapNotices } from './GapNotices.tsx'
import { GonePanel } from './GonePanel.tsx'
import { InspectView } from './InspectView.tsx'
import { KernelView } from './KernelView.tsx'
import { namespaceNote } from './namespace-note.ts'
import { PanelHead } from './PanelHead.tsx'
import { useFresher } from './use-fresher.ts'

type Props = { topology: Topology; id: string }

export function ContainerPanel({ topology, id }: Props) {
  const facts = useMemo(() => containerFacts(topology, id), [topology, id])
  return facts === null ? <GonePanel what="container" id={id} /> : <Known topology={topology} facts={facts} />
}

function Known({ topology, facts }: { topology: Topology; facts: ContainerFacts }) {
  const { container, host } = facts
  const { detail, error } = useContainerDetail(container.id)
  const namespace = useFresher(facts.namespace, detail?.namespace ?? null)
  const firewall = useFresher(facts.firewall, detail?.firewall ?? null)
  const place = [container.project, container.service].filter((part) => part !== null).join(' / ')
  return (
    <div className="flex flex-col gap-3">
      <PanelHead
        path={['container', host?.name ?? container.hostId, ...(place === '' ? [] : [place])]}
        name={container.name}
      >
        <ContainerState container={container} />
        <CutText text={container.image} className="mono text-soft" />
        <Id id={container.id} what="container id" />
      </PanelHead>
      <ContradictionList contradictions={facts.contradictions} hosts={topology.hosts} />
      <GapNotices gaps={facts.gaps} />
      <Tabs
        label="Parts of the container"
        tabs={[
          {
            id: 'overview',
            title: 'Overview',
            content: <ContainerOverview topology={topology} facts={facts} namespace={namespace} />,
          },
          {
            id: 'kernel',
            title: 'Kernel',
            content: <KernelView namespace={namespace} interfaces={facts.interfaces} none={namespaceNote(container)} />,
          },
          { id: 'dns', title: 'DNS', content: <DnsView container={container} namespace={namespace} /> },
          {
            id: 'firewall',
            title: 'Firewall',
            content: <FirewallSection namespace={namespace} gaps={facts.gaps} firewall={firewall} open />,
          },
          {
            id: 'inspect',
            title: 'Inspect',
            content: (
              <InspectView label="docker inspect" inspect={detail?.inspect ?? null} problem={error?.message ?? null} />
            ),
          },
        ]}
      />
    </div>
  )
}
