import { useMemo } from 'react'
import type { Topology } from '../../lib/model/topology.ts'
import { AttachmentBlock } from './AttachmentBlock.tsx'
import { Block } from './Block.tsx'
import { ContainerLink } from './ContainerLink.tsx'
import { endpointFacts } from './endpoint-facts.ts'
import { GapNotices } from './GapNotices.tsx'
import { GonePanel } from './GonePanel.tsx'
import { PairTable } from './PairTable.tsx'
import { PanelHead } from './PanelHead.tsx'

type Props = { topology: Topology; id: string }

/** One drop of the picture: who is on which network, and how. */
export function EndpointPanel({ topology, id }: Props) {
  const facts = useMemo(() => endpointFacts(topology, id), [topology, id])
  if (facts === null) return <GonePanel what="endpoint" id={id} />
  const { attachment, container, host, gaps } = facts
  const { endpoint } = attachment
  return (
    <div className="flex flex-col gap-3">
      <PanelHead
        path={['endpoint', host?.name ?? endpoint.hostId]}
        name={`${container?.name ?? endpoint.ownerName} on ${attachment.network?.name ?? endpoint.networkId}`}
      />
      <GapNotices gaps={gaps} />
      <Block title="Attachment" see={['inspect', 'addresses']}>
        <ul>
          <AttachmentBlock attachment={attachment} />
        </ul>
      </Block>
      {container ? (
        <Block title="Container">
          <ContainerLink container={container} />
        </Block>
      ) : null}
      <PairTable label="Driver options" pairs={endpoint.driverOptions} />
    </div>
  )
}
