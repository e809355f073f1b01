import { taskTone } from '../../lib/view/service-words.ts'
import { Ago } from '../ui/Ago.tsx'
import { Dot } from '../ui/Dot.tsx'
import { Rows } from '../ui/Rows.tsx'
import { ContainerLink } from './ContainerLink.tsx'
import { NetworkName } from './NetworkName.tsx'
import { RecordLink } from './RecordLink.tsx'
import type { TaskFacts } from './task-facts.ts'

type Props = {
  label: string
  none: string
  tasks: TaskFacts[]
  /** What the panel is not about: the node of a service's task, the service of a node's. */
  place: 'node' | 'service'
}

/** Tasks: which, how it goes and why, where, by which addresses, and the container that it is. */
export function TaskTable({ label, none, tasks, place }: Props) {
  return (
    <Rows
      label={label}
      none={none}
      heads={['Task', 'State', place === 'node' ? 'Node' : 'Service', 'Addresses']}
      rows={tasks.map((facts) => ({
        key: facts.task.id,
        cells: [
          facts.container ? (
            <ContainerLink key="task" container={{ id: facts.container.id, name: facts.name }} />
          ) : (
            <bdi key="task">{facts.name}</bdi>
          ),
          <TaskState key="state" facts={facts} />,
          place === 'node' ? (
            <NodeName key="node" facts={facts} />
          ) : facts.service ? (
            <RecordLink key="service" kind="service" id={facts.service.id} name={facts.service.name} />
          ) : (
            'attached by hand'
          ),
          <Addresses key="addresses" facts={facts} />,
        ],
      }))}
    />
  )
}

/** The state, what the swarm wants where that differs, since when, and what went wrong. */
function TaskState({ facts: { task } }: { facts: TaskFacts }) {
  const changedAt = task.changedAt === null ? Number.NaN : Date.parse(task.changedAt)
  return (
    <div className="font-sans">
      <span className="inline-flex items-center gap-1.5">
        <Dot tone={taskTone(task)} />
        {task.state}
        {task.desiredState === task.state ? '' : `, wanted ${task.desiredState}`}
      </span>{' '}
      {changedAt > 0 ? <Ago at={changedAt} words="for" /> : null}
      {task.error === null ? null : (
        <p className="wrap-anywhere text-bad">
          <bdi>{task.error}</bdi>
        </p>
      )}
    </div>
  )
}

function NodeName({ facts: { node, task } }: { facts: TaskFacts }) {
  if (node) return <RecordLink kind="node" id={node.id} name={node.hostname} />
  return task.nodeId === null ? 'none chosen' : <bdi>{task.nodeId}</bdi>
}

const Addresses = ({ facts: { addresses } }: { facts: TaskFacts }) => (
  <>
    {addresses.map(({ network, networkId, prefixes }) => (
      <div key={networkId} className="mb-1 last:mb-0">
        <span className="font-sans">
          <NetworkName network={network} fallback={networkId.slice(0, 12)} />
        </span>
        {prefixes.map((prefix) => (
          <div key={prefix} className="pl-3.5">
            {prefix}
          </div>
        ))}
      </div>
    ))}
  </>
)
