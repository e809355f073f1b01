import { useMemo } from 'react'
import { useServiceDetail } from '../../lib/api/use-detail.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { runningText } from '../../lib/view/service-words.ts'
import { CutText } from '../ui/CutText.tsx'
import { Id } from '../ui/Id.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { Block } from './Block.tsx'
import { ContradictionList } from './ContradictionList.tsx'
import { GapNotices } from './GapNotices.tsx'
import { GonePanel } from './GonePanel.tsx'
import { InspectView } from './InspectView.tsx'
import { PairTable } from './PairTable.tsx'
import { PanelHead } from './PanelHead.tsx'
import { ServiceNetworks } from './ServiceNetworks.tsx'
import { ServicePorts } from './ServicePorts.tsx'
import { ServiceSetup } from './ServiceSetup.tsx'
import { type ServiceFacts, serviceFacts } from './service-facts.ts'
import { TaskHistory } from './TaskHistory.tsx'
import { TaskTable } from './TaskTable.tsx'

type Props = { topology: Topology; id: string }

export function ServicePanel({ topology, id }: Props) {
  const facts = useMemo(() => serviceFacts(topology, id), [topology, id])
  return facts === null ? <GonePanel what="service" id={id} /> : <Known topology={topology} facts={facts} />
}

function Known({ topology, facts }: { topology: Topology; facts: ServiceFacts }) {
  const { service, tasks } = facts
  const { detail, error } = useServiceDetail(service.id)
  return (
    <div className="flex flex-col gap-3">
      <PanelHead path={['service', ...(service.stack === null ? [] : [service.stack])]} name={service.name}>
        <span>
          {runningText(service, topology.tasks)} running, {service.mode}
        </span>
        <CutText text={service.image} className="mono text-soft" />
        <Id id={service.id} what="service id" />
      </PanelHead>
      <ContradictionList contradictions={facts.contradictions} hosts={topology.hosts} />
      <GapNotices gaps={facts.gaps} />
      <Tabs
        label="Parts of the service"
        tabs={[
          {
            id: 'overview',
            title: 'Overview',
            content: (
              <>
                <Block title="Networks" see="inspect">
                  <ServiceNetworks facts={facts} />
                </Block>
                <Block title="Published ports" see="inspect">
                  <ServicePorts facts={facts} />
                </Block>
                <Block title="Tasks" see="inspect">
                  <TaskTable label="Tasks" none="No task is there at the moment." tasks={tasks.now} place="node" />
                  <TaskHistory past={tasks.past} place="node" open={facts.isShort} />
                </Block>
                <Block title="Set-up" see="inspect">
                  <ServiceSetup service={service} />
                </Block>
                <PairTable label="Labels" pairs={service.labels} />
              </>
            ),
          },
          {
            id: 'inspect',
            title: 'Inspect',
            content: (
              <InspectView
                label="docker service inspect"
                inspect={detail?.inspect ?? null}
                problem={error?.message ?? null}
              />
            ),
          },
        ]}
      />
    </div>
  )
}
