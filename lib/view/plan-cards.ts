import type { Container, PublishedPort } from '../model/container.ts'
import type { ContainerId, HostId } from '../model/id.ts'
import type { Network } from '../model/network.ts'
import type { Attachment, CardSeed } from './card-seed.ts'
import { cardName, containerTone, shortImage, stateWord } from './container-words.ts'
import { inertText } from './inert-text.ts'
import { grouped, type Lookup } from './lookup.ts'
import { isMesh, meshText } from './mesh-ports.ts'
import { naturalOrder } from './natural-order.ts'
import { systemSeeds } from './system-seeds.ts'
import type { Visible } from './visible-records.ts'

/** One card per namespace of containers and per system endpoint, by host, in the order in which they are drawn. */
export function planCards(visible: Visible, lookup: Lookup): Map<HostId, CardSeed[]> {
  const rooms = grouped(visible.containers, (one) => roomOf(one, lookup))
  const seeds = [...rooms.values()].flatMap((owners) => containerSeed(owners, visible, lookup) ?? [])
  seeds.push(...systemSeeds(visible.systemEndpoints, lookup))
  seeds.sort(cardOrder)
  const byHost = grouped(seeds, (seed) => seed.hostId)
  for (const [host, list] of byHost) byHost.set(host, nameApart(list))
  return byHost
}

/** Cards of one name in two stacks of a host have the stack in their names. */
function nameApart(seeds: CardSeed[]): CardSeed[] {
  const stacks = new Map<string, Set<string>>()
  for (const { name, project } of seeds) stacks.set(name, (stacks.get(name) ?? new Set()).add(project ?? ''))
  return seeds.map((seed) =>
    seed.project !== null && (stacks.get(seed.name)?.size ?? 0) > 1 && seed.service?.startsWith(`${seed.project}_`)
      ? { ...seed, name: `${inertText(seed.project)}_${seed.name}` }
      : seed,
  )
}

/** The container whose namespace this one lives in, however long the chain. */
function roomOf(container: Container, lookup: Lookup): ContainerId {
  let room = container
  for (let step = 0; step < 32 && room.sharesNamespaceOf !== null; step++) {
    const next = lookup.container.get(room.sharesNamespaceOf)
    if (!next || next.hostId !== container.hostId) break
    room = next
  }
  return room.id
}

function containerSeed(owners: Container[], visible: Visible, lookup: Lookup): CardSeed | null {
  const sorted = [...owners].sort(
    (a, b) =>
      Number(a.sharesNamespaceOf !== null) - Number(b.sharesNamespaceOf !== null) || naturalOrder(a.name, b.name),
  )
  const [first] = sorted
  if (!first) return null
  const worst = [...sorted].sort((a, b) => toneRank(b) - toneRank(a))[0] ?? first
  const services = sorted.flatMap((one) => lookup.serviceOfContainer.get(one.id) ?? [])
  return {
    key: `container:${first.id}`,
    subject: `container:${first.id}`,
    hostId: first.hostId,
    containerIds: sorted.map((one) => one.id),
    name: cardName(first),
    companions: sorted.slice(1).map(cardName),
    image: shortImage(first.image),
    ports: sorted.flatMap((one) => portsOf(one, lookup)),
    meshPorts: [...new Set(services.flatMap((service) => service.ports.filter(isMesh).map(meshText)))],
    serviceIds: [...new Set(services.map(({ id }) => id))],
    unseen: first.origin === 'inferred',
    tone: containerTone(worst),
    stateWord: stateWord(worst),
    project: first.project,
    service: first.service,
    count: 1,
    attachments: attachmentsOf(sorted, visible, lookup),
  }
}

/** Published ports; of one that only managers tell of, those that its service opens where its tasks run. */
function portsOf(container: Container, lookup: Lookup): PublishedPort[] {
  const service = lookup.serviceOfContainer.get(container.id)
  if (container.origin === 'observed' || !service) return container.ports
  return service.ports
    .filter(({ mode }) => mode === 'host')
    .map(({ protocol, targetPort, publishedPort }) => ({
      protocol,
      containerPort: targetPort,
      hostAddress: '',
      hostPort: publishedPort,
    }))
}

const toneRank = (container: Container): number => ['idle', 'ok', 'warn', 'bad'].indexOf(containerTone(container))

function attachmentsOf(owners: readonly Container[], visible: Visible, lookup: Lookup): Attachment[] {
  const endpoints = owners.flatMap((one) => lookup.endpointsOfContainer.get(one.id) ?? [])
  const byNetwork = grouped(endpoints, (one) => (visible.networks.has(one.networkId) ? one.networkId : null))
  for (const owner of owners) {
    if (owner.networkMode !== 'host' && owner.networkMode !== 'none') continue
    const mode = [...visible.networks.values()].find((network) => isModeOf(network, owner))
    if (mode && !byNetwork.has(mode.id)) byNetwork.set(mode.id, [])
  }
  return [...byNetwork].map(([networkId, list]) => ({ networkId, endpoints: list, count: 1 }))
}

const isModeOf = (network: Network, container: Container): boolean =>
  ((network.driver === 'host' && container.networkMode === 'host') ||
    (network.driver === 'null' && container.networkMode === 'none')) &&
  network.onHosts.some((one) => one.hostId === container.hostId)

/** By project, service and name; what has no project comes after, system parts last. */
function cardOrder(a: CardSeed, b: CardSeed): number {
  return (
    Number(a.containerIds.length === 0) - Number(b.containerIds.length === 0) ||
    Number(a.project === null) - Number(b.project === null) ||
    naturalOrder(a.project ?? '', b.project ?? '') ||
    naturalOrder(a.service ?? '', b.service ?? '') ||
    naturalOrder(a.name, b.name) ||
    (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
  )
}
