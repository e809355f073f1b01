import type { Service } from '../../lib/model/service.ts'
import { serviceMode } from '../../lib/view/service-words.ts'
import { Facts } from '../ui/Facts.tsx'

export const ServiceSetup = ({ service }: { service: Service }) => (
  <Facts
    facts={[
      ['mode', serviceMode(service)],
      ['endpoint mode', endpointModes[service.endpointMode]],
      ['constraints', service.constraints.join(', ') || 'none'],
      ['update', service.updateState],
      ['created', service.createdAt],
    ]}
  />
)

const endpointModes: Record<Service['endpointMode'], string> = {
  vip: 'vip: its name resolves to one virtual address a network',
  dnsrr: 'dnsrr: its name resolves to the addresses of its tasks',
}
