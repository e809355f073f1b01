import type { Topology } from '../../lib/model/topology.ts'
import type { Picture } from '../../lib/view/picture.ts'
import { ContainerPanel } from './ContainerPanel.tsx'
import { EndpointPanel } from './EndpointPanel.tsx'
import { GonePanel } from './GonePanel.tsx'
import { GroupPanel } from './GroupPanel.tsx'
import { HostPanel } from './HostPanel.tsx'
import { InterfacePanel } from './InterfacePanel.tsx'
import { NetworkPanel } from './NetworkPanel.tsx'
import { NodePanel } from './NodePanel.tsx'
import { ServicePanel } from './ServicePanel.tsx'
import { TunnelPanel } from './TunnelPanel.tsx'
import { UnderlayPanel } from './UnderlayPanel.tsx'

type Props = { topology: Topology; picture: Picture | null; kind: string; id: string }

/** The panel of a kind of record. */
export function SubjectPanel({ topology, picture, kind, id }: Props) {
  switch (kind) {
    case 'container':
      return <ContainerPanel topology={topology} id={id} />
    case 'network':
      return <NetworkPanel topology={topology} id={id} />
    case 'host':
      return <HostPanel topology={topology} id={id} />
    case 'interface':
      return <InterfacePanel topology={topology} id={id} />
    case 'endpoint':
      return <EndpointPanel topology={topology} id={id} />
    case 'service':
      return <ServicePanel topology={topology} id={id} />
    case 'node':
      return <NodePanel topology={topology} id={id} />
    case 'tunnel':
      return <TunnelPanel topology={topology} id={id} />
    case 'group':
      return <GroupPanel topology={topology} picture={picture} id={id} />
    case 'underlay':
      return <UnderlayPanel topology={topology} picture={picture} id={id} />
    default:
      return <GonePanel what={kind} id={id} />
  }
}
