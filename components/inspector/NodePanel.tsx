import { useMemo } from 'react'
import { useNodeDetail } from '../../lib/api/use-detail.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { Id } from '../ui/Id.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { Block } from './Block.tsx'
import { ContradictionList } from './ContradictionList.tsx'
import { GapNotices } from './GapNotices.tsx'
import { GonePanel } from './GonePanel.tsx'
import { InspectView } from './InspectView.tsx'
import { NodeSeen } from './NodeSeen.tsx'
import { NodeSetup } from './NodeSetup.tsx'
import { NodeState } from './NodeState.tsx'
import { NodeTwins } from './NodeTwins.tsx'
import { type NodeFacts, nodeFacts } from './node-facts.ts'
import { PairTable } from './PairTable.tsx'
import { PanelHead } from './PanelHead.tsx'
import { TaskHistory } from './TaskHistory.tsx'
import { TaskTable } from './TaskTable.tsx'

type Props = { topology: Topology; id: string }

/** A member of the swarm as its managers tell of it, whether or not an agent reads the host. */
export function NodePanel({ topology, id }: Props) {
  const facts = useMemo(() => nodeFacts(topology, id), [topology, id])
  return facts === null ? <GonePanel what="node" id={id} /> : <Known topology={topology} facts={facts} />
}

function Known({ topology, facts }: { topology: Topology; facts: NodeFacts }) {
  const { node, tasks } = facts
  const { detail, error } = useNodeDetail(node.id)
  return (
    <div className="flex flex-col gap-3">
      <PanelHead path={['node', node.role]} name={node.hostname}>
        <NodeState node={node} />
        <Id id={node.id} what="node id" />
      </PanelHead>
      <NodeTwins node={node} twins={facts.twins} />
      <ContradictionList contradictions={facts.contradictions} hosts={topology.hosts} />
      <GapNotices gaps={facts.gaps} />
      <Tabs
        label="Parts of the node"
        tabs={[
          {
            id: 'overview',
            title: 'Overview',
            content: (
              <>
                <Block title="In the swarm" see="inspect">
                  <NodeSetup node={node} />
                </Block>
                <Block title="How much is seen">
                  <NodeSeen facts={facts} />
                </Block>
                <Block title="Tasks" see="inspect">
                  <TaskTable label="Tasks" none="No task is there at the moment." tasks={tasks.now} place="service" />
                  <TaskHistory past={tasks.past} place="service" />
                </Block>
                <PairTable label="Labels" pairs={node.labels} />
                <PairTable label="Engine labels" pairs={node.engineLabels} />
              </>
            ),
          },
          {
            id: 'inspect',
            title: 'Inspect',
            content: (
              <InspectView
                label="docker node inspect"
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
