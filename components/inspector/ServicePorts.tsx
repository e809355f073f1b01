import { servicePortText } from '../../lib/view/service-words.ts'
import { Rows } from '../ui/Rows.tsx'
import type { ServiceFacts } from './service-facts.ts'

export const ServicePorts = ({ facts: { ports } }: { facts: ServiceFacts }) => (
  <Rows
    label="Published ports"
    none="No port is published."
    heads={['Port', 'Mode', 'Answers']}
    rows={ports.map(({ port, where }, index) => ({
      key: `${index} ${port.publishedPort}`,
      cells: [
        servicePortText({ ...port, mode: 'ingress' }),
        port.mode,
        <bdi key="where" className="font-sans">
          {where}
        </bdi>,
      ],
    }))}
  />
)
