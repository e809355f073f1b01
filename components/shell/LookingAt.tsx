import type { LinkState } from '../../lib/api/contract.ts'
import type { HostStatus } from '../../lib/model/status.ts'
import type { Topology } from '../../lib/model/topology.ts'
import { Ago } from '../ui/Ago.tsx'
import { CutText } from '../ui/CutText.tsx'
import { Dot } from '../ui/Dot.tsx'
import { Dropdown } from '../ui/Dropdown.tsx'
import { HostStatusFacts } from './HostStatusFacts.tsx'

type Props = {
  topology: Topology | null
  link: LinkState
  statuses: HostStatus[]
  onSelectHost: (hostId: string) => void
}

/** Where we look and how fresh it is; more of it on a click. */
export function LookingAt({ topology, link, statuses, onSelectHost }: Props) {
  const hosts = topology?.hosts ?? []
  const only = hosts.length === 1 ? hosts[0] : undefined
  const worst = worstOf(link, statuses)
  return (
    <Dropdown
      label={`Where we look: ${hosts.map(({ name }) => name).join(', ') || 'nothing yet'}, ${worst.word}`}
      text={
        <>
          <Dot tone={worst.tone} />
          {worst.word}
          {worst.since === null ? null : <Ago at={worst.since} words="for" />}
          {only ? (
            <span className="max-md:hidden">
              {' · '}
              <CutText text={only.name} max={24} />
              {only.engine ? <span className="text-soft"> · engine {only.engine.version}</span> : null}
            </span>
          ) : null}
          {hosts.length > 1 ? <span className="max-md:hidden">{` · ${hosts.length} hosts`}</span> : null}
        </>
      }
    >
      <ul className="flex max-h-[70vh] flex-col gap-3 overflow-auto">
        {link.state === 'connected' ? null : (
          <li className="text-soft">
            <bdi>{link.detail}</bdi>
          </li>
        )}
        {hosts.map((host) => (
          <li key={host.id}>
            <button
              type="button"
              className="rounded font-semibold hover:underline"
              onClick={() => onSelectHost(host.id)}
            >
              <CutText text={host.name} max={32} />
            </button>
            <HostStatusFacts host={host} status={statuses.find(({ hostId }) => hostId === host.id) ?? null} />
          </li>
        ))}
      </ul>
    </Dropdown>
  )
}

type Word = { word: string; tone: 'ok' | 'warn' | 'bad' | 'idle'; since: number | null }

/** The one word for all hosts: that of the one in the worst state. */
function worstOf(link: LinkState, statuses: HostStatus[]): Word {
  if (link.state === 'lost') return { word: 'stale for', tone: 'bad', since: link.since }
  if (link.state === 'connecting' && statuses.length === 0) return { word: 'connecting', tone: 'idle', since: null }
  const silent = statuses.find(({ engine }) => engine.state === 'silent')
  if (silent) return { word: 'engine silent for', tone: 'bad', since: silent.engine.since }
  if (statuses.some(({ engine }) => engine.state === 'absent')) return { word: 'no engine', tone: 'warn', since: null }
  if (statuses.some(({ engine }) => engine.state === 'recorded'))
    return { word: 'recording', tone: 'idle', since: null }
  return { word: 'live', tone: 'ok', since: null }
}
