import type { Host } from '../../lib/model/host.ts'
import type { HostStatus } from '../../lib/model/status.ts'
import { Ago } from '../ui/Ago.tsx'
import { asSentence } from '../ui/as-sentence.ts'
import { Facts } from '../ui/Facts.tsx'
import { Since } from '../ui/Since.tsx'
import { clockWords } from './clock-words.ts'
import { sightWords } from './sight-words.ts'

type Props = { host: Host; status: HostStatus | null }

/** How much of a host is seen, how fresh it is, and what was repaired. */
export function HostStatusFacts({ host, status }: Props) {
  if (status === null)
    return (
      <p className="text-soft">
        {host.origin === 'inferred'
          ? 'No agent reads this host: what is here comes from managers of its swarm.'
          : 'No status yet.'}
      </p>
    )
  const { drift, oldest, heard } = status
  const clock = clockWords(heard)
  return (
    <Facts
      facts={[
        [
          'stale',
          heard?.state === 'stale' ? (
            <span key="stale" className="text-bad">
              since <Since at={heard.since} />: <bdi>{asSentence(heard.detail)}</bdi>
            </span>
          ) : null,
        ],
        ['engine', host.engine === null ? status.engine.state : `${host.engine.version}, ${status.engine.state}`],
        ['asked at', host.engine?.endpoint ?? null],
        ['kernel', `${host.kernel}, ${status.kernel.state}`],
        ['sight', `${status.sight} of 4: ${sightWords[status.sight]}`],
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
        [
          'clock',
          clock === null ? null : (
            <span key="clock" className={clock.matters ? 'text-warn' : ''}>
              {clock.text}
            </span>
          ),
        ],
        ['agent', status.agentVersion],
        ['lost events', status.missedEvents === 0 ? null : `${status.missedEvents}, repaired`],
      ]}
    />
  )
}
