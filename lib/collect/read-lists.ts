import type { Answer, HostSource } from '../host/host-source.ts'
import { dropNetworks } from './absent-networks.ts'
import { isGatewayBridge } from './endpoint-names.ts'
import type { EngineContainer } from './engine-container.ts'
import { type ContainerEntry, parseContainerEntry } from './engine-list-entry.ts'
import { parseEngineNetwork } from './engine-network.ts'
import type { HostAnswers } from './host-answers.ts'
import { containerDiffers, networkDiffers } from './list-difference.ts'
import type { Parsed } from './parse-with.ts'
import { dropContainer } from './read-container.ts'

/** What a list says against what is held. `changed`: held, but its list entry says otherwise. */
export type ListDifference = { added: string[]; gone: string[]; changed: string[] }

/** `touchedNetworks`: held networks whose members may have changed with the containers. */
export type ListDifferences = { networks: ListDifference; containers: ListDifference; touchedNetworks: string[] }

/** Reads both lists, forgets what is gone, and says what is to be read again: nothing else is. */
export async function readLists(source: HostSource, answers: HostAnswers): Promise<ListDifferences> {
  const [networks, containers] = await Promise.all([source.engine.readNetworks(), source.engine.readContainers()])
  const networkEntries = parseList(networks, parseEngineNetwork)
  const containerEntries = parseList(containers, parseContainerEntry)
  answers.networkList = networkEntries.answer
  answers.containerList = containerEntries.answer

  const networkChanges = compare(networkEntries, held(answers.networks), networkDiffers)
  const heldContainers = held(answers.containers)
  const containerChanges = compare(containerEntries, heldContainers, containerDiffers)
  const touchedNetworks = networksOf(answers, containerChanges, containerEntries.entries, heldContainers)

  await dropNetworks(source, answers, networkChanges.gone)
  networkChanges.gone = networkChanges.gone.filter((id) => !answers.networks.has(id))
  for (const id of containerChanges.gone) dropContainer(answers, id)
  return { networks: networkChanges, containers: containerChanges, touchedNetworks }
}

type List<E> = { answer: Answer<string[]>; entries: Map<string, E> }

/** An entry that is not understood makes the list a failed one, so that nothing is taken for gone; the others count. */
function parseList<E extends { Id: string }>(answer: Answer<unknown[]>, parse: (json: unknown) => Parsed<E>): List<E> {
  if (!answer.ok) return { answer, entries: new Map() }
  const entries = new Map<string, E>()
  let problem: string | null = null
  for (const [position, json] of answer.value.entries()) {
    const parsed = parse(json)
    if (parsed.ok) entries.set(parsed.value.Id, parsed.value)
    else problem ??= `entry ${position + 1}: ${parsed.reason}`
  }
  const { source, readAt } = answer
  if (problem !== null) return { answer: { ok: false, code: 'bad-answer', reason: problem, source, readAt }, entries }
  return { answer: { ok: true, value: [...entries.keys()], source, readAt }, entries }
}

function held<T>(kept: Map<string, { value: T | null }>): Map<string, T | null> {
  return new Map([...kept].map(([id, { value }]) => [id, value]))
}

function compare<E, T>(
  list: List<E>,
  known: Map<string, T | null>,
  differs: (entry: E, value: T) => boolean,
): ListDifference {
  const difference: ListDifference = { added: [], gone: [], changed: [] }
  for (const [id, entry] of list.entries) {
    const value = known.get(id)
    if (value === undefined) difference.added.push(id)
    else if (value === null || differs(entry, value)) difference.changed.push(id)
  }
  if (list.answer.ok) difference.gone = [...known.keys()].filter((id) => !list.entries.has(id))
  return difference
}

/** The networks that the changed containers were on and are on, with the gateway bridge, which no container's entry names. */
function networksOf(
  answers: HostAnswers,
  { added, gone, changed }: ListDifference,
  entries: Map<string, ContainerEntry>,
  known: Map<string, EngineContainer | null>,
): string[] {
  const touched = new Set<string>()
  const ids = [...added, ...gone, ...changed]
  for (const id of ids)
    for (const networks of [entries.get(id)?.NetworkSettings.Networks, known.get(id)?.NetworkSettings.Networks])
      for (const { NetworkID } of Object.values(networks ?? {})) if (NetworkID !== '') touched.add(NetworkID)
  if (ids.length > 0)
    for (const [id, { value }] of answers.networks) if (value && isGatewayBridge(value)) touched.add(id)
  return [...touched].filter((id) => answers.networks.has(id))
}
