import type { Host, SwarmFacts } from '../../lib/model/host.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { nodeRole } from '../../lib/view/node-words.ts'
import { Facts } from '../ui/Facts.tsx'
import { Notice } from '../ui/Notice.tsx'
import { nodesOfHost } from './nodes-of-host.ts'
import { RecordLink } from './RecordLink.tsx'

type Props = { topology: Topology; host: Host; cluster: SwarmFacts['cluster'] }

/** What a host is in its swarm: by its own engine, and by what managers tell of its node. */
export function SwarmMembership({ topology, host, cluster }: Props) {
  const { swarm } = host
  const { node, leftOver } = nodesOfHost(topology, host)
  return (
    <div className="flex flex-col gap-2">
      {swarm.error === null ? null : <Notice tone="bad" title={<bdi>{swarm.error}</bdi>} />}
      {swarm.warnings.map((warning) => (
        <Notice key={warning} tone="warn" title={<bdi>{warning}</bdi>} />
      ))}
      <Facts
        facts={[
          ['swarm', swarm.state],
          ['role', node ? nodeRole(node) : swarm.manager ? 'manager' : 'worker'],
          [
            'node',
            node ? <RecordLink key="node" kind="node" id={node.id} name={node.id.slice(0, 12)} /> : swarm.nodeId,
          ],
          [
            'state',
            node ? `${node.state}${node.message === '' ? '' : `: ${node.message}`}` : 'unknown: no manager tells of it',
          ],
          ['availability', node?.availability ?? null],
          ['advertises', swarm.nodeAddress],
          ['seen at', node !== null && node.address !== swarm.nodeAddress ? node.address : null],
          ['managers', swarm.remoteManagers.join(', ') || null],
          ['cluster', cluster?.id ?? null],
          ['data path', cluster === null ? null : `${cluster.dataPathPort ?? 4789}/udp`],
          [
            'address pools',
            cluster === null || cluster.defaultAddressPools.length === 0
              ? null
              : `${cluster.defaultAddressPools.join(', ')}${cluster.subnetSize === null ? '' : `, by /${cluster.subnetSize}`}`,
          ],
          [
            'left over',
            <span key="left">
              {leftOver.map((twin) => (
                <span key={twin.id} className="mr-2">
                  <RecordLink kind="node" id={twin.id} name={twin.id.slice(0, 12)} /> {twin.state}
                </span>
              ))}
            </span>,
            leftOver.length > 0,
          ],
        ]}
      />
    </div>
  )
}
