import type { Network } from '../../lib/model/network.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { naturalOrder } from '../../lib/view/natural-order.ts'
import { runningText } from '../../lib/view/service-words.ts'
import { Rows } from '../ui/Rows.tsx'
import { Block } from './Block.tsx'
import { RecordLink } from './RecordLink.tsx'

type Props = { topology: Topology; network: Network }

/** The services on a network, with what their names resolve to there; nothing where there is none. */
export function ServicesOnNetwork({ topology, network }: Props) {
  const services = topology.services
    .map((service) => ({
      service,
      virtualIp: service.virtualIps.find(({ networkId }) => networkId === network.id)?.address ?? null,
      isOn: service.networks.some(({ networkId }) => networkId === network.id),
    }))
    .filter(({ virtualIp, isOn }) => isOn || virtualIp !== null)
    .sort((a, b) => naturalOrder(a.service.name, b.service.name))
  if (services.length === 0) return null
  return (
    <Block title="Services" see="inspect">
      <Rows
        label="Services on the network"
        heads={['Service', 'Resolves to', 'Running']}
        rows={services.map(({ service, virtualIp }) => ({
          key: service.id,
          cells: [
            <span key="name" className="font-sans">
              <RecordLink kind="service" id={service.id} name={service.name} />
            </span>,
            virtualIp ?? (
              <span key="address" className="font-sans text-soft">
                {service.endpointMode === 'dnsrr' ? 'its tasks, by dnsrr' : 'no virtual address'}
              </span>
            ),
            runningText(service, topology.tasks),
          ],
        }))}
      />
    </Block>
  )
}
