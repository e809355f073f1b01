import { useMemo } from 'react'
import { useNetworkDetail } from '../../lib/api/use-detail.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { countWords } from '../../lib/view/count-words.ts'
import { Id } from '../ui/Id.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { Block } from './Block.tsx'
import { BridgePortTable } from './BridgePortTable.tsx'
import { ContradictionList } from './ContradictionList.tsx'
import { DeviceBlocks } from './DeviceBlocks.tsx'
import { deploymentWords } from './deployment-words.ts'
import { EncryptionBlock } from './EncryptionBlock.tsx'
import { GapNotices } from './GapNotices.tsx'
import { GonePanel } from './GonePanel.tsx'
import { HostsView } from './HostsView.tsx'
import { InspectView } from './InspectView.tsx'
import { MembersByHost } from './MembersByHost.tsx'
import { NamedRuleTable } from './NamedRuleTable.tsx'
import { FdbTable } from './NamespaceTables.tsx'
import { NetworkSetup } from './NetworkSetup.tsx'
import { type NetworkFacts, networkFacts } from './network-facts.ts'
import { PanelHead } from './PanelHead.tsx'
import { ServicesOnNetwork } from './ServicesOnNetwork.tsx'
import { SubnetTable } from './SubnetTable.tsx'

type Props = { topology: Topology; id: string }

export function NetworkPanel({ topology, id }: Props) {
  const facts = useMemo(() => networkFacts(topology, id), [topology, id])
  return facts === null ? <GonePanel what="network" id={id} /> : <Known topology={topology} facts={facts} />
}

function Known({ topology, facts }: { topology: Topology; facts: NetworkFacts }) {
  const { network, members, ports } = facts
  const { detail, error } = useNetworkDetail(network.id)
  const isOverlay = network.driver === 'overlay'
  const model = deploymentWords(network.model)
  const kernel = detail ? null : error ? error.message : 'Asking the kernel.'
  return (
    <div className="flex flex-col gap-3">
      <PanelHead path={['network', network.driver, network.scope]} name={network.name}>
        {isOverlay ? <span>{spanWords(facts)}</span> : null}
        <Id id={network.id} what="network id" />
      </PanelHead>
      <ContradictionList contradictions={facts.contradictions} hosts={topology.hosts} />
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
                {network.encrypted ? <EncryptionBlock /> : null}
                <Block title="Subnets" see="inspect">
                  <SubnetTable network={network} />
                </Block>
                <Block title="Members" see="addresses">
                  <MembersByHost topology={topology} members={members} />
                </Block>
                <ServicesOnNetwork topology={topology} network={network} />
                <Block title="Set-up" see={['inspect', 'encryption', 'ipvs']}>
                  <NetworkSetup network={network} facts={facts} />
                </Block>
              </>
            ),
          },
          ...(isOverlay
            ? [{ id: 'hosts', title: 'Hosts', content: <HostsView topology={topology} network={network} /> }]
            : []),
          {
            id: 'bridge',
            title: 'Bridge',
            content: (
              <>
                <DeviceBlocks facts={facts} hosts={topology.hosts} />
                <Block title="Ports" see={['bridge', 'vlans']}>
                  <BridgePortTable ports={ports} hosts={topology.hosts} />
                </Block>
                {isOverlay ? null : (
                  <Block title="Forwarding database" see="fdb">
                    {kernel ? <p className="text-soft">{kernel}</p> : <FdbTable entries={detail?.fdb ?? []} />}
                  </Block>
                )}
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

/** `5 members on 3 hosts`: containers, as the picture counts them. */
function spanWords({ members }: NetworkFacts): string {
  const ofContainers = members.filter(
    ({ endpoint }) => endpoint.containerId !== null && endpoint.origin !== 'configured',
  )
  const hosts = new Set(ofContainers.map(({ endpoint }) => endpoint.hostId)).size
  return `${countWords(ofContainers.length, 'member')} on ${countWords(hosts, 'host')}`
}
