import { HostStatusFacts } from '../shell/HostStatusFacts.tsx'
import type { NodeFacts } from './node-facts.ts'
import { RecordLink } from './RecordLink.tsx'

/** Whether an agent reads the host of a node, and what that says. */
export function NodeSeen({ facts: { host, status, node } }: { facts: NodeFacts }) {
  if (host !== null && host.origin === 'observed')
    return (
      <>
        <p>
          An agent reads it as host <RecordLink kind="host" id={host.id} name={host.name} />.
        </p>
        <HostStatusFacts host={host} status={status} />
      </>
    )
  if (node.state === 'down') return <p className="text-soft">Down, and no agent reads it: only the record is left.</p>
  return (
    <p className="text-soft">
      No agent reads it. Its tasks and their addresses are known from managers; its interfaces, routes, rules and
      containers of no service are not. Start an agent on {node.hostname} to see them.
    </p>
  )
}
