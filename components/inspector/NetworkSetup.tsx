import type { Network } from '../../lib/model/network.ts'
import { Facts } from '../ui/Facts.tsx'
import type { NetworkFacts } from './network-facts.ts'
import { PairTable } from './PairTable.tsx'

type Props = { network: Network; facts: NetworkFacts }

export function NetworkSetup({ network, facts }: Props) {
  const flags = [
    network.internal ? 'internal' : null,
    network.attachable ? 'attachable' : null,
    network.ingress ? 'ingress' : null,
    network.encrypted ? 'encrypted' : null,
    network.configOnly ? 'configuration only' : null,
  ].filter((flag) => flag !== null)
  return (
    <div className="flex flex-col gap-2">
      <Facts
        facts={[
          [
            'families',
            [network.ipv4 ? 'IPv4' : null, network.ipv6 ? 'IPv6' : null].filter(Boolean).join(', ') || 'none',
          ],
          ['flags', flags.join(', ') || 'none'],
          ['IPAM driver', network.ipamDriver],
          ['VNI', network.vnis.join(', ') || null],
          ['created', network.createdAt],
          ...(network.driver === 'overlay' ? [] : facts.places).map(
            ({ host, onHost, device, uplinks }): [string, string] => [
              `on ${host?.name ?? onHost.hostId}`,
              [
                device === null ? 'no interface found' : `${device.name}${device.up ? '' : ', down'}`,
                ...uplinks.map((uplink) => `uplink ${uplink.name}`),
              ].join(', '),
            ],
          ),
        ]}
      />
      <PairTable label="Options" pairs={network.options} />
      <PairTable label="Labels" pairs={network.labels} />
    </div>
  )
}
