import type { Contradiction } from '../../lib/model/contradiction.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { naturalOrder } from '../../lib/view/natural-order.ts'
import { Facts } from '../ui/Facts.tsx'
import { Notice } from '../ui/Notice.tsx'

type Props = { contradictions: Contradiction[]; hosts: Topology['hosts'] }

/** What hosts tell differently of a record: each value with those who tell it. */
export function ContradictionList({ contradictions, hosts }: Props) {
  if (contradictions.length === 0) return null
  const nameOf = (id: string) => hosts.find((host) => host.id === id)?.name ?? id
  return (
    <div className="flex flex-col gap-2">
      {contradictions.map(({ id, subject, told }) => (
        <Notice key={id} tone="warn" title={`Hosts tell different ${subject}`}>
          <Facts
            facts={told.map(({ value, hostIds }) => [
              hostIds.map(nameOf).sort(naturalOrder).join(', '),
              <bdi key="value">{value}</bdi>,
            ])}
          />
        </Notice>
      ))}
    </div>
  )
}
