import type { Answer } from '../host/host-source.ts'
import type { Gap } from '../model/gap.ts'
import { gapId, type HostId } from '../model/id.ts'
import { engineFailure } from './engine-state.ts'
import { adviceFor, partWords } from './gap-words.ts'
import type { HostAnswers } from './host-answers.ts'
import type { Place, Places } from './place.ts'
import { hostHostsFile, hostResolvConf } from './read-host-files.ts'
import { swarmGaps } from './swarm-gaps.ts'

type Failure = Pick<Gap, 'source' | 'code' | 'reason' | 'cost'> & { touches: string[]; advice?: string }

/** Everything that could not be read, one gap a source and kind of failure, however often it was met. */
export function resolveGaps(answers: HostAnswers, hostId: HostId, places: Places): Gap[] {
  const gaps = new Map<string, Gap>()
  for (const failure of [...engineGaps(answers), ...kernelGaps(answers, places), ...fileGaps(answers, places)]) {
    const id = gapId(hostId, `${failure.source} ${failure.code}`)
    const known = gaps.get(id)
    if (known) known.touches.push(...failure.touches)
    else gaps.set(id, { id, hostId, advice: adviceFor(failure.code), ...failure })
  }
  for (const gap of gaps.values()) gap.touches = [...new Set(gap.touches)].sort()
  return [...gaps.values()]
}

/** While the engine as a whole is gone there is one gap for all that it no longer tells. */
function engineGaps(answers: HostAnswers): Failure[] {
  const gone = engineFailure(answers)
  if (gone) {
    const remembered = answers.containers.size + answers.networks.size > 0
    const cost = remembered
      ? 'Containers, networks and what belongs to a swarm are shown as they were last seen; what changed since is not.'
      : 'Containers and networks, and what belongs to them, are not shown.'
    return [failure(gone, cost, [])]
  }
  return [
    ...failed(answers.version?.latest, 'The version of the engine is not known.', []),
    ...failed(answers.info?.latest, 'Swarm role and firewall backend of the engine are not known.', []),
    ...failed(answers.networkList, 'New and removed networks are not noticed.', []),
    ...failed(answers.containerList, 'New and removed containers are not noticed.', []),
    ...[...answers.networks].flatMap(([id, { latest, value }]) =>
      failed(latest, value ? 'The network is shown as it was last seen.' : 'The network is not shown.', [id]),
    ),
    ...[...answers.containers].flatMap(([id, { latest, value }]) =>
      failed(latest, value ? 'The container is shown as it was last seen.' : 'The container is not shown.', [id]),
    ),
    ...swarmGaps(answers),
  ]
}

function kernelGaps(answers: HostAnswers, places: Places): Failure[] {
  const gaps = [
    ...failed(answers.hostFacts?.latest, 'Kernel, boot and machine id of the host are not known.', []),
    ...failed(answers.namespaceList, 'Only what Docker tells is shown: no routes, rules, neighbours or listeners.', []),
  ]
  const missed = answers.namespaceList?.ok ? (answers.namespaceList.missed ?? []) : []
  for (const { source, code, reason } of missed)
    gaps.push({ source, code, reason, cost: 'Namespaces that only this leads to are not shown.', touches: [] })
  for (const place of places.all) {
    const kept = place.inode === null ? undefined : answers.namespaces.get(place.inode)
    gaps.push(...failed(kept?.latest, 'What the kernel knows in this namespace is not shown.', [place.id]))
    gaps.push(...partGaps(place))
  }
  return gaps
}

const partGaps = (place: Place): Failure[] =>
  (place.facts?.gaps ?? []).map(({ part, code, reason }) => ({ ...partWords[part], code, reason, touches: [place.id] }))

/** A file touches the namespace that it is read in. */
function fileGaps(answers: HostAnswers, places: Places): Failure[] {
  const gaps: Failure[] = []
  for (const path of [hostResolvConf, hostHostsFile])
    gaps.push(...failed(answers.files.get(path), `The file ${path} of the host is not shown.`, [places.host.id]))
  for (const { owners, id } of places.all)
    for (const owner of owners) {
      const container = answers.containers.get(owner)?.value
      for (const [path, name] of [
        [container?.ResolvConfPath, 'resolv.conf'],
        [container?.HostsPath, 'hosts'],
      ] as const)
        for (const gap of failed(answers.files.get(path ?? ''), `The file ${name} of the container is not shown.`, [
          id,
        ]))
          gaps.push({ ...gap, source: `${name} of containers` })
    }
  return gaps
}

function failed(answer: Answer<unknown> | null | undefined, cost: string, touches: string[]): Failure[] {
  return answer && !answer.ok ? [failure(answer, cost, touches)] : []
}

const failure = (
  { source, code, reason }: Extract<Answer<unknown>, { ok: false }>,
  cost: string,
  touches: string[],
): Failure => ({ source, code, reason, cost, touches })
