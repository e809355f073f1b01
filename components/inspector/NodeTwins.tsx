import type { Node } from '../../lib/model/node.ts'
import { Command } from '../ui/Command.tsx'
import { Notice } from '../ui/Notice.tsx'
import { RecordLink } from './RecordLink.tsx'

type Props = { node: Node; twins: Node[] }

/** Says which of several records of one name is left over from an earlier join, and how it is taken away. */
export function NodeTwins({ node, twins }: Props) {
  if (twins.length === 0) return null
  const isLeftOver = node.state === 'down' && twins.some(({ state }) => state === 'ready')
  return (
    <Notice
      tone={isLeftOver ? 'warn' : 'info'}
      title={
        isLeftOver ? `Left over: ${node.hostname} joined again` : `The swarm has ${twins.length + 1} nodes of this name`
      }
    >
      <ul aria-label="Nodes of the same name">
        {twins.map((twin) => (
          <li key={twin.id} className="mono">
            <RecordLink kind="node" id={twin.id} name={twin.id.slice(0, 12)} /> {twin.state},{' '}
            {twin.address ?? 'no address'}
          </li>
        ))}
      </ul>
      {isLeftOver ? (
        <div className="mt-1 text-ink">
          Nothing runs under this record. On a manager, this takes it away:
          <Command text={`docker node rm ${node.id}`} />
        </div>
      ) : null}
    </Notice>
  )
}
