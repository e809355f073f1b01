import type { HostId } from '../model/id.ts'
import { interfaceId } from '../model/id.ts'
import type { Namespace } from '../model/namespace.ts'
import type { HostAnswers } from './host-answers.ts'
import type { Place, Places } from './place.ts'
import { hostHostsFile, hostResolvConf } from './read-host-files.ts'

/** The namespace records. */
export function resolveNamespaces(answers: HostAnswers, hostId: HostId, places: Places): Namespace[] {
  return places.all.map((place) => ({
    id: place.id,
    hostId,
    kind: place.kind,
    inode: place.inode,
    file: place.file,
    pid: place.pid,
    owners: place.owners,
    networkId: place.networkId,
    routes: place.facts?.routes ?? [],
    rules: place.facts?.rules ?? [],
    neighbours: place.facts?.neighbours ?? [],
    fdb: place.facts?.fdb ?? [],
    sockets: place.facts?.sockets ?? [],
    ipvs: place.facts?.ipvs ?? [],
    trafficFilters: place.facts?.trafficFilters ?? [],
    transforms: place.facts?.transforms ?? [],
    sysctls: place.facts?.sysctls ?? {},
    ...filesOf(place, answers),
    interfaceIds: [...place.linkByIndex.keys()].sort((a, b) => a - b).map((index) => interfaceId(place.id, index)),
  }))
}

/** The files of the container that made the namespace; those that share it have the same ones mounted. */
function filesOf(place: Place, answers: HostAnswers): Pick<Namespace, 'resolvConf' | 'hostsFile'> {
  if (place.kind === 'host')
    return { resolvConf: textOf(answers, hostResolvConf), hostsFile: textOf(answers, hostHostsFile) }
  const owner = place.kind === 'container' ? answers.containers.get(place.owners[0] ?? '')?.value : undefined
  return {
    resolvConf: owner ? textOf(answers, owner.ResolvConfPath) : null,
    hostsFile: owner ? textOf(answers, owner.HostsPath) : null,
  }
}

function textOf(answers: HostAnswers, path: string): string | null {
  const answer = answers.files.get(path)
  return answer?.ok ? answer.value : null
}
