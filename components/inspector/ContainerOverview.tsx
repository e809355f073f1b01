import type { Namespace } from '../../lib/model/namespace.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { DefaultRoutes, PublishedPorts } from './Answers.tsx'
import { AttachmentBlock } from './AttachmentBlock.tsx'
import { Block } from './Block.tsx'
import { ContainerLink } from './ContainerLink.tsx'
import type { ContainerFacts } from './container-facts.ts'
import { namespaceNote } from './namespace-note.ts'
import { ReachBlock } from './ReachBlock.tsx'
import { RouteTable } from './RouteTable.tsx'

type Props = { topology: Topology; facts: ContainerFacts; namespace: Namespace | null }

/** The questions asked most: which addresses, which way out, which ports, which routes. */
export function ContainerOverview({ topology, facts, namespace }: Props) {
  const { container, attachments, companions } = facts
  return (
    <>
      <Block title="Networks" see="addresses">
        {attachments.length === 0 ? (
          <p className="text-soft">{modeSentence[container.networkMode]}</p>
        ) : (
          <ul aria-label="Networks of the container">
            {attachments.map((attachment) => (
              <AttachmentBlock key={attachment.endpoint.id} attachment={attachment} />
            ))}
          </ul>
        )}
        {companions.length === 0 ? null : (
          <p className="mt-1">
            Shares its network namespace with{' '}
            {companions.map((companion, index) => (
              <span key={companion.id}>
                {index > 0 ? ', ' : ''}
                <ContainerLink container={companion} />
              </span>
            ))}
            .
          </p>
        )}
      </Block>
      <Block title="Default route" see="routes">
        <DefaultRoutes namespace={namespace} none={namespaceNote(container)} />
      </Block>
      <Block title="Published ports" see="inspect">
        <PublishedPorts container={container} />
      </Block>
      <ReachBlock topology={topology} id={container.id} />
      <Block title="Routes" see="routes">
        <RouteTable
          routes={namespace?.routes ?? []}
          none={namespace === null ? namespaceNote(container) : 'No route.'}
        />
      </Block>
    </>
  )
}

const modeSentence = {
  host: 'Lives in the namespace of its host: it has every interface, address and port of the host itself.',
  none: 'Mode none: a namespace with a loopback interface and nothing else.',
  container: 'Lives in the namespace of another container.',
  bridge: 'On no network at the moment.',
  named: 'On no network at the moment.',
}
