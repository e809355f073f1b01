import type { Host } from '../../lib/model/host.ts'
import { Facts } from '../ui/Facts.tsx'
import { Block } from './Block.tsx'

export function EngineFactsView({ host }: { host: Host }) {
  const { engine, swarm } = host
  return (
    <Block title="Engine" see="inspect">
      {engine === null ? (
        <p className="text-soft">No engine was read on this host.</p>
      ) : (
        <Facts
          facts={[
            ['version', engine.version],
            ['API', `${engine.apiVersion} (offers ${engine.minApiVersion ?? '?'} to ${engine.maxApiVersion})`],
            ['system', engine.operatingSystem],
            ['asked at', engine.endpoint],
            ['firewall', host.firewallBackend],
            ['live restore', engine.liveRestore === null ? null : engine.liveRestore ? 'on' : 'off'],
            ['network drivers', engine.networkPlugins.join(', ') || null],
            ['swarm', swarmWords(swarm)],
            ['managers', swarm.remoteManagers.join(', ') || null],
            ['machine id', host.machineId],
            ['boot id', host.bootId],
          ]}
        />
      )}
    </Block>
  )
}

const swarmWords = (swarm: Host['swarm']): string =>
  [swarm.state, swarm.state === 'active' ? (swarm.manager ? 'manager' : 'worker') : null, swarm.nodeAddress]
    .filter(Boolean)
    .join(', ')
