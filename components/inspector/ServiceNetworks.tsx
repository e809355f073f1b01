import { Rows } from '../ui/Rows.tsx'
import { NetworkName } from './NetworkName.tsx'
import type { ServiceFacts } from './service-facts.ts'

/** The networks of a service, with the virtual address that its name resolves to there. */
export function ServiceNetworks({ facts: { service, networks } }: { facts: ServiceFacts }) {
  const withAliases = networks.some(({ aliases }) => aliases.length > 0)
  return (
    <Rows
      label="Networks of the service"
      none="On no network of its own."
      heads={['Network', 'Virtual address', ...(withAliases ? ['Aliases'] : [])]}
      rows={networks.map(({ networkId, network, virtualIp, aliases }) => ({
        key: networkId,
        cells: [
          <span key="network" className="font-sans">
            <NetworkName network={network} fallback={networkId.slice(0, 12)} />
          </span>,
          virtualIp === null ? (
            <span key="address" className="font-sans text-soft">
              {service.endpointMode === 'dnsrr' ? 'none, by dnsrr' : 'none given'}
            </span>
          ) : (
            <strong key="address">{virtualIp}</strong>
          ),
          ...(withAliases ? [<bdi key="aliases">{aliases.join(', ')}</bdi>] : []),
        ],
      }))}
    />
  )
}
