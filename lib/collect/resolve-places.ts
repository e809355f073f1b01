import type { NamespaceRef } from '../host/host-source.ts'
import { ContainerId, type HostId, NetworkId, namespaceId } from '../model/id.ts'
import type { EngineContainer } from './engine-container.ts'
import type { HostAnswers, Kept } from './host-answers.ts'
import { knownValues } from './known-values.ts'
import type { NamespaceFacts } from './namespace-facts.ts'
import type { Place, Places } from './place.ts'

/** Every namespace of the host with its owner: what the kernel shows, and what only the engine tells of. */
export function resolvePlaces(answers: HostAnswers, hostId: HostId): Places {
  const containers = knownValues(answers.containers)
  const running = containers.filter((container) => container.State.Running)
  const sandboxByPid = new Map(running.map((container) => [container.State.Pid, sandboxFile(container)]))
  const networks = knownValues(answers.networks).map(({ Id }) => Id)
  const folders = engineFolders(answers, new Set(running.map(sandboxFile)))
  const boot = answers.hostFacts?.value?.bootId ?? 'unknown-boot'

  const places: Places = {
    all: [],
    host: emptyPlace(hostId, 'host', 'host'),
    ofContainer: new Map(),
    byFile: new Map(),
  }
  places.all.push(places.host)
  for (const { ref, facts } of readNamespaces(answers)) {
    const file = engineFile(ref, folders) ?? ref.pids.map((pid) => sandboxByPid.get(pid)).find((name) => name) ?? null
    const place = ref.isHost ? places.host : emptyPlace(hostId, file ?? `net:${ref.inode}@${boot}`, 'other')
    fill(place, ref, facts)
    if (!ref.isHost) places.all.push(place)
    if (file !== null && !ref.isHost) places.byFile.set(file, place)
  }
  for (const [file, place] of places.byFile) nameByFile(place, file, networks)
  for (const container of running) settle(container, places, hostId)
  settleSharers(running, containers, places)
  return places
}

function readNamespaces(answers: HostAnswers): { ref: NamespaceRef; facts: NamespaceFacts | null }[] {
  const refs = new Map<number, NamespaceRef>()
  for (const [inode, { ref }] of answers.namespaces) refs.set(inode, ref)
  if (answers.namespaceList?.ok) for (const ref of answers.namespaceList.value) refs.set(ref.inode, ref)
  return [...refs.values()]
    .sort((a, b) => a.inode - b.inode)
    .map((ref) => ({ ref, facts: keptValue(answers.namespaces.get(ref.inode)) }))
}

const keptValue = <T>(kept: Kept<T> | undefined): T | null => kept?.value ?? null

function emptyPlace(hostId: HostId, key: string, kind: Place['kind']): Place {
  return {
    id: namespaceId(hostId, key),
    kind,
    inode: null,
    file: null,
    pid: null,
    owners: [],
    networkId: null,
    facts: null,
    linkByIndex: new Map(),
    linkByName: new Map(),
    addressesByIndex: new Map(),
  }
}

function fill(place: Place, ref: NamespaceRef, facts: NamespaceFacts | null): void {
  place.inode = ref.inode
  place.file = ref.files[0] ?? null
  place.pid = ref.pids[0] ?? null
  place.facts = facts
  for (const link of facts?.links ?? []) {
    place.linkByIndex.set(link.index, link)
    place.linkByName.set(link.name, link)
  }
  for (const { index, addresses } of facts?.addresses ?? []) place.addressesByIndex.set(index, addresses)
}

/** Where the engine keeps its namespace files: the usual place, and wherever a file has the name of a container's sandbox. */
function engineFolders(answers: HostAnswers, sandboxes: Set<string>): Set<string> {
  const folders = new Set(['/run/docker/netns', '/var/run/docker/netns'])
  for (const { ref } of readNamespaces(answers))
    for (const file of ref.files)
      if (sandboxes.has(fileName(file)) && fileName(file) !== 'default') folders.add(folderName(file))
  // Whoever uses `ip netns` names files there as he likes.
  for (const shared of ['/run/netns', '/var/run/netns']) folders.delete(shared)
  return folders
}

/** The name of the engine's own file for the namespace, `default` aside, which is the host's own. */
function engineFile(ref: NamespaceRef, folders: Set<string>): string | null {
  const names = ref.files.filter((file) => folders.has(folderName(file))).map(fileName)
  return names.find((name) => name !== 'default') ?? null
}

const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
const folderName = (path: string): string => path.slice(0, path.lastIndexOf('/'))

/** Name of the file that the engine gave to the container's namespace. */
const sandboxFile = (container: EngineContainer): string =>
  fileName(container.NetworkSettings.SandboxKey) || container.NetworkSettings.SandboxID.slice(0, 12)

/** `1-ID`, `lb_ID` and `ingress_sbox` are the engine's own names; the ids in them are cut. */
function nameByFile(place: Place, file: string, networks: readonly string[]): void {
  const overlay = /^\d+-(.+)$/.exec(file)?.[1]
  const balanced = /^lb_(.+)$/.exec(file)?.[1]
  const prefix = overlay ?? balanced
  if (file === 'ingress_sbox') place.kind = 'ingress'
  else if (overlay !== undefined) place.kind = 'overlay'
  else if (balanced !== undefined) place.kind = 'loadBalancer'
  // What lives in these is a tool that the engine runs for a moment.
  if (place.kind !== 'other') place.pid = null
  const network = prefix === undefined ? undefined : networks.find((id) => id.startsWith(prefix))
  if (network !== undefined) place.networkId = NetworkId.parse(network)
}

/** Finds the place of a container that has a namespace of its own, or the host's. */
function settle(container: EngineContainer, places: Places, hostId: HostId): void {
  if (container.HostConfig.NetworkMode.startsWith('container:')) return
  const file = sandboxFile(container)
  if (container.HostConfig.NetworkMode === 'host' || file === 'default') {
    own(places.host, container, places)
    return
  }
  if (file === '') return
  let place = places.byFile.get(file)
  if (!place) {
    place = emptyPlace(hostId, file, 'container')
    places.all.push(place)
    places.byFile.set(file, place)
  }
  place.kind = 'container'
  own(place, container, places)
}

/** Containers that live in another's namespace come after the one that made it, also where that one is such a container itself. */
function settleSharers(running: EngineContainer[], containers: EngineContainer[], places: Places): void {
  const idByName = new Map(containers.map(({ Id, Name }) => [Name.replace(/^\//, ''), Id]))
  let waiting = running.filter(({ HostConfig }) => HostConfig.NetworkMode.startsWith('container:'))
  for (let before = Number.POSITIVE_INFINITY; waiting.length < before; ) {
    before = waiting.length
    waiting = waiting.filter((container) => {
      const target = container.HostConfig.NetworkMode.slice('container:'.length)
      const place = places.ofContainer.get(target) ?? places.ofContainer.get(idByName.get(target) ?? '')
      if (place) own(place, container, places)
      return !place
    })
  }
}

function own(place: Place, container: EngineContainer, places: Places): void {
  place.owners.push(ContainerId.parse(container.Id))
  places.ofContainer.set(container.Id, place)
}
