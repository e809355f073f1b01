import type { Container } from '../model/container.ts'
import type { Endpoint } from '../model/endpoint.ts'
import type { ContainerId, HostId, NetworkId } from '../model/id.ts'
import type { Network } from '../model/network.ts'
import type { Topology } from '../model/topology.ts'
import { isStopped } from './container-words.ts'
import { countWords } from './count-words.ts'
import { grouped, type Lookup } from './lookup.ts'
import type { ViewState } from './picture.ts'
import { matchingRecords } from './search-records.ts'

/** What the view leaves of a topology, and what it folds away. */
export type Visible = {
  containers: Container[]
  /** Networks to draw as bars, by id. */
  networks: Map<NetworkId, Network>
  /** Endpoints without a container (load balancers, ingress-sbox), drawn as cards of their own. */
  systemEndpoints: Endpoint[]
  stoppedOfHost: Map<HostId, Container[]>
  idle: Network[]
  systemNetworks: Network[]
  foldedSystemEndpoints: Endpoint[]
  hidden: string[]
}

export function visibleRecords(topology: Topology, view: ViewState, lookup: Lookup): Visible {
  const hidden: string[] = []
  const leave = (count: number, what: string, why: string): void => {
    if (count > 0) hidden.push(`${countWords(count, what)} ${why}`)
  }
  const all = [...lookup.container.values()]
  const ofProject = view.project === null ? all : all.filter((one) => one.project === view.project)
  leave(all.length - ofProject.length, 'container', `outside project “${view.project}” hidden`)
  const hiddenDrivers = new Set(view.hiddenDrivers)
  const drawn = [...lookup.network.values()].filter((network) => !hiddenDrivers.has(network.driver))
  const withoutDriver = lookup.network.size - drawn.length
  leave(withoutDriver, 'network', `of driver ${[...hiddenDrivers].sort().join(', ')} hidden`)

  const match = view.search.trim() === '' ? null : matchingRecords(topology, view.search, lookup)
  const matched = match === null ? ofProject : ofProject.filter((one) => match.containers.has(one.id))
  leave(ofProject.length - matched.length, 'container', `without “${view.search.trim()}” hidden`)

  const stopped = matched.filter(isStopped)
  const containers = view.showStopped ? matched : matched.filter((one) => !isStopped(one))
  if (!view.showStopped) leave(stopped.length, 'stopped container', 'hidden')

  const shown = new Set(containers.map((one) => one.id))
  const isShown = (endpoint: Endpoint): boolean => endpoint.containerId !== null && shown.has(endpoint.containerId)
  const members = (network: Network): Endpoint[] => lookup.endpointsOfNetwork.get(network.id) ?? []
  const system = drawn.filter((network) => network.ingress)
  const candidates = drawn.filter((network) => view.showSystem || !network.ingress)
  const present: Network[] = []
  const idle: Network[] = []
  let narrowed = 0
  for (const network of candidates) {
    const inMatch = match === null || match.networks.has(network.id)
    if (inMatch && (members(network).some(isShown) || hasModeMember(network, containers))) present.push(network)
    else if (inMatch && match?.named.has(network.id)) present.push(network)
    else if (network.ingress) present.push(network)
    else if (isMode(network)) continue
    else if (members(network).some((one) => isRunning(one, lookup)) || !inMatch) narrowed += 1
    else if (view.showIdle && match === null && view.project === null) present.push(network)
    else idle.push(network)
  }
  leave(narrowed, 'network', 'without a visible container hidden')
  if (!view.showIdle) leave(idle.length, 'idle network', 'hidden')

  const networks = new Map(present.map((network) => [network.id, network]))
  const ownerless = topologyOwnerless(lookup, drawn)
  const systemEndpoints = view.showSystem ? ownerless.filter((one) => networks.has(one.networkId)) : []
  if (!view.showSystem) {
    leave(system.length, 'system network', 'hidden')
    leave(ownerless.length, 'system endpoint', 'hidden')
  }
  return {
    containers,
    networks,
    systemEndpoints,
    stoppedOfHost: view.showStopped ? new Map() : grouped(stopped, (one) => one.hostId),
    idle: view.showIdle ? [] : idle,
    systemNetworks: view.showSystem ? [] : system,
    foldedSystemEndpoints: view.showSystem ? [] : ownerless,
    hidden,
  }
}

const isMode = (network: Network): boolean => network.driver === 'host' || network.driver === 'null'

/** Host and none mode have no endpoint where the engine lists none: the container's own mode says it. */
function hasModeMember(network: Network, containers: readonly Container[]): boolean {
  const mode = network.driver === 'host' ? 'host' : network.driver === 'null' ? 'none' : null
  return (
    mode !== null &&
    containers.some((one) => one.networkMode === mode && network.onHosts.some((onHost) => onHost.hostId === one.hostId))
  )
}

function isRunning(endpoint: Endpoint, lookup: Lookup): boolean {
  const id: ContainerId | null = endpoint.containerId
  const container = id === null ? undefined : lookup.container.get(id)
  return container !== undefined && !isStopped(container)
}

function topologyOwnerless(lookup: Lookup, networks: readonly Network[]): Endpoint[] {
  return networks.flatMap((network) =>
    (lookup.endpointsOfNetwork.get(network.id) ?? []).filter((endpoint) => endpoint.containerId === null),
  )
}
