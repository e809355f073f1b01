import { useMemo } from 'react'
import { useNetworkDetail } from '../../lib/api/use-detail.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { Id } from '../ui/Id.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { Block } from './Block.tsx'
import { BridgePortTable } from './BridgePortTable.tsx'
import { DeviceBlocks } from './DeviceBlocks.tsx'
import { deploymentWords } from './deployment-words.ts'
import { GapNotices } from './GapNotices.tsx'
import { GonePanel } from './GonePanel.tsx'
import { InspectView } from './InspectView.tsx'
import { MemberTable } from './MemberTable.tsx'
import { NamedRuleTable } from './NamedRuleTable.tsx'
import { FdbTable } from './NamespaceTables.tsx'
import { NetworkSetup } from './NetworkSetup.tsx'
import { type NetworkFacts, networkFacts } from './network-facts.ts'
import { PanelHead } from './PanelHead.tsx'
import { SubnetTable } from './SubnetTable.tsx'

type Props = { topology: Topology; id: string }

export function NetworkPanel({ topology, id }: Props) {
  const facts = useMemo(() => networkFacts(topology, id), [topology, id])
  return facts === null ? <GonePanel what="network" id={id} /> : <Known facts={facts} />
}

function Known({ facts }: { facts: NetworkFacts }) {
  const { network, members, ports } = facts
  const { detail, error } = useNetworkDetail(network.id)
  const model = deploymentWords(network.model)
  const kernel = detail ? null : error ? error.message : 'Asking the kernel.'
  return (
    <div className="flex flex-col gap-3">
      <PanelHead path={['network', network.driver, network.scope]} name={network.name}>
        <Id id={network.id} what="network id" />
      </PanelHead>
      <GapNotices gaps={facts.gaps} />
      <Tabs
        label="Parts of the network"
        tabs={[
          {
            id: 'overview',
            title: 'Overview',
            content: (
              <>
                <Block title={model.name} see="inspect">
                  <p>{model.means}</p>
                  <p className="wrap-anywhere text-soft">
                    Recognised by: <bdi>{network.modelReason}</bdi>
                  </p>
                </Block>
                <Block title="Subnets" see="inspect">
                  <SubnetTable network={network} />
                </Block>
                <Block title="Members" see="addresses">
                  <MemberTable members={members} />
                </Block>
                <Block title="Set-up" see="inspect">
                  <NetworkSetup network={network} facts={facts} />
                </Block>
              </>
            ),
          },
          {
            id: 'bridge',
            title: 'Bridge',
            content: (
              <>
                <DeviceBlocks facts={facts} />
                <Block title="Ports" see={['bridge', 'vlans']}>
                  <BridgePortTable ports={ports} />
                </Block>
                <Block title="Forwarding database" see="fdb">
                  {kernel ? <p className="text-soft">{kernel}</p> : <FdbTable entries={detail?.fdb ?? []} />}
                </Block>
              </>
            ),
          },
          {
            id: 'rules',
            title: 'Rules',
            count: detail?.rules.length,
            content: (
              <Block title="Rules that name it" see="firewall">
                {kernel ? <p className="text-soft">{kernel}</p> : <NamedRuleTable rules={detail?.rules ?? []} />}
              </Block>
            ),
          },
          {
            id: 'inspect',
            title: 'Inspect',
            content: (
              <InspectView
                label="docker network inspect"
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
