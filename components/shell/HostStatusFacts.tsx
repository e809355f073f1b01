import type { Host } from '../../lib/model/host.ts'
import type { HostStatus } from '../../lib/model/status.ts'
import { Ago } from '../ui/Ago.tsx'
import { Facts } from '../ui/Facts.tsx'

type Props = { host: Host; status: HostStatus | null }

const sights = {
  1: 'recording',
  2: 'Docker API only',
  3: 'Docker API and kernel',
  4: 'agents on every node',
}

/** How much of a host is seen, how fresh it is, and what was repaired. */
export function HostStatusFacts({ host, status }: Props) {
  if (status === null) return <p className="text-soft">No status yet.</p>
  const { drift, oldest } = status
  return (
    <Facts
      facts={[
        ['engine', host.engine === null ? status.engine.state : `${host.engine.version}, ${status.engine.state}`],
        ['asked at', host.engine?.endpoint ?? null],
        ['kernel', `${host.kernel}, ${status.kernel.state}`],
        ['sight', `${status.sight} of 4: ${sights[status.sight]}`],
        ['why not more', status.sightReason],
        [
          'drift',
          drift === null ? 'no round yet' : `${drift.differed} of ${drift.facts} differ, ${drift.repaired} repaired`,
        ],
        ['checked', drift === null ? null : <Ago key="checked" at={drift.checkedAt} />],
        [
          'oldest part',
          oldest === null ? null : (
            <span key="oldest">
              <bdi>{oldest.part}</bdi>, <Ago at={oldest.readAt} />
            </span>
          ),
        ],
        ['lost events', status.missedEvents === 0 ? null : `${status.missedEvents}, repaired`],
      ]}
    />
  )
}
