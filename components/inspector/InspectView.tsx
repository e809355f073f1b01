import type { Inspected } from '../../lib/api/contract.ts'
import { Ago } from '../ui/Ago.tsx'
import { JsonTree } from '../ui/JsonTree.tsx'
import { Notice } from '../ui/Notice.tsx'

type Props = { label: string; inspect: Inspected | null; problem: string | null }

/** The engine's own words, secrets masked. */
export function InspectView({ label, inspect, problem }: Props) {
  if (problem !== null) return <Notice tone="bad" title={problem} />
  if (inspect === null) return <p className="text-soft">Asking the engine.</p>
  if (inspect.value === null)
    return (
      <Notice tone="warn" title={<bdi>{inspect.reason ?? 'The engine gave no inspect output.'}</bdi>}>
        All else here comes from the kernel and from what the engine told before.
      </Notice>
    )
  return (
    <>
      <p className="text-soft">
        {label}, values that look like secrets are masked. Read <Ago at={inspect.readAt} />.
      </p>
      <JsonTree label={label} value={inspect.value} />
    </>
  )
}
