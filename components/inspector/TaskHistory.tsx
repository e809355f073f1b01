import { useState } from 'react'
import { TaskTable } from './TaskTable.tsx'
import type { TaskFacts } from './task-facts.ts'

type Props = {
  past: TaskFacts[]
  place: 'node' | 'service'
  /** Unfolded from the start: what went wrong before is why something is missing now. */
  open?: boolean
}

/** What the swarm keeps of tasks that it no longer wants, folded. */
export function TaskHistory({ past, place, open = false }: Props) {
  const [shown, setShown] = useState(open)
  if (past.length === 0) return null
  return (
    <details open={shown} onToggle={(event) => setShown(event.currentTarget.open)}>
      <summary className="text-soft">{past.length} of before</summary>
      {shown ? <TaskTable label="Tasks of before" none="" tasks={past} place={place} /> : null}
    </details>
  )
}
