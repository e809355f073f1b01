import type { Container } from '../../../model/container.ts'
import type { Endpoint } from '../../../model/endpoint.ts'
import type { NetworkId } from '../../../model/id.ts'
import type { Service } from '../../../model/service.ts'
import type { Task } from '../../../model/task.ts'
import type { Topology } from '../../../model/topology.ts'
import { indexOf } from '../../topology-index.ts'
import { type Ip, ipOf } from '../ip.ts'

/** One who has a name on a network. `doubt`: why the engine may not answer with it. */
export type NameOwner = { what: string; addresses: Ip[]; doubt: string | null }

export type NetworkNames = ReadonlyMap<string, NameOwner[]>

const kept = new WeakMap<Topology, Map<NetworkId, NetworkNames>>()

/** Every name, in lower case, that the embedded resolver answers to the members of a network. */
export function namesOnNetwork(topology: Topology, networkId: NetworkId): NetworkNames {
  const networks = kept.get(topology) ?? new Map<NetworkId, NetworkNames>()
  kept.set(topology, networks)
  const known = networks.get(networkId) ?? collect(topology, networkId)
  networks.set(networkId, known)
  return known
}

function collect(topology: Topology, networkId: NetworkId): NetworkNames {
  const { endpointsOfNetwork } = indexOf(topology)
  const names = new Map<string, NameOwner[]>()
  const add = (name: string, owner: NameOwner): void => {
    const key = name.toLowerCase()
    const owners = names.get(key)
    if (owners) owners.push(owner)
    else names.set(key, [owner])
  }
  for (const endpoint of endpointsOfNetwork.get(networkId) ?? []) addEndpoint(topology, endpoint, add)
  for (const service of topology.services) addService(topology, service, networkId, add)
  return names
}

type Add = (name: string, owner: NameOwner) => void

function addEndpoint(topology: Topology, endpoint: Endpoint, add: Add): void {
  const { container } = indexOf(topology)
  const owner = endpoint.containerId === null ? undefined : container.get(endpoint.containerId)
  if (!owner || endpoint.origin === 'configured' || !isAnswered(owner)) return
  const addresses = addressesOf([endpoint.ipv4, endpoint.ipv6])
  for (const name of endpoint.names)
    add(name, { what: owner.name, addresses, doubt: doubtOf(topology, owner, endpoint, name) })
}

/** A task is left out of all names until it is healthy, and when it no longer is; a plain container never. */
const isAnswered = ({ labels, health, state }: Container): boolean =>
  (state === 'running' || state === 'paused') && (!isTask(labels) || health === 'none' || health === 'healthy')

const isTask = (labels: Container['labels']): boolean => labels['com.docker.swarm.task.id'] !== undefined

/** Engines before 25 answer to a container's name only where a user gave it. */
function doubtOf(topology: Topology, owner: Container, { aliases }: Endpoint, name: string): string | null {
  if (name !== owner.name || aliases.includes(name) || !/^[a-z]+_[a-z]+\d?$/.test(name)) return null
  const version = indexOf(topology).host.get(owner.hostId)?.engine?.version ?? ''
  return Number.parseInt(version, 10) < 25
    ? `${name} looks like a name that the engine made up, and engine ${version} does not answer to those.`
    : null
}

function addService(topology: Topology, service: Service, networkId: NetworkId, add: Add): void {
  const here = service.networks.find((network) => network.networkId === networkId)
  const virtual = service.virtualIps.find((one) => one.networkId === networkId)
  if (!here && !virtual) return
  const tasks = taskAddresses(topology, service, networkId)
  // With its last running task a service loses its name.
  if (tasks.length === 0) return
  const balanced = service.endpointMode === 'vip' && virtual ? addressesOf([virtual.address]) : tasks
  for (const name of [service.name, ...(here?.aliases ?? [])]) {
    add(name, { what: `service ${service.name}`, addresses: balanced, doubt: null })
    add(`tasks.${name}`, { what: `the tasks of service ${service.name}`, addresses: tasks, doubt: null })
  }
}

const taskAddresses = (topology: Topology, { id }: Service, networkId: NetworkId): Ip[] =>
  topology.tasks.flatMap((task) =>
    task.serviceId === id && runs(topology, task) ? addressesOfTask(topology, task, networkId) : [],
  )

function runs(topology: Topology, { state, desiredState, containerId }: Task): boolean {
  const container = containerId === null ? undefined : indexOf(topology).container.get(containerId)
  return state === 'running' && desiredState === 'running' && (!container || isAnswered(container))
}

/** What its engine tells; what the swarm allocated where no agent reads that engine. */
function addressesOfTask(topology: Topology, { containerId, addresses }: Task, networkId: NetworkId): Ip[] {
  const { endpointsOfNetwork } = indexOf(topology)
  const endpoint = endpointsOfNetwork
    .get(networkId)
    ?.find((one) => one.containerId === containerId && one.origin !== 'configured')
  if (endpoint && containerId !== null) return addressesOf([endpoint.ipv4, endpoint.ipv6])
  return addressesOf(addresses.find((one) => one.networkId === networkId)?.prefixes ?? [])
}

const addressesOf = (prefixes: readonly (string | null)[]): Ip[] =>
  prefixes.flatMap((prefix) => (prefix === null ? [] : (ipOf(prefix) ?? [])))
