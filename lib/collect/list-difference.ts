import type { EngineContainer } from './engine-container.ts'
import type { EngineEndpoint } from './engine-endpoint.ts'
import type { ContainerEntry } from './engine-list-entry.ts'
import type { EngineNetwork } from './engine-network.ts'

/** Whether a list entry tells of another state, name, health or attachment than the container that is held. */
export function containerDiffers(entry: ContainerEntry, held: EngineContainer): boolean {
  if (entry.State !== held.State.Status) return true
  if (!entry.Names.includes(held.Name)) return true
  if (entry.State === 'running' && healthOf(entry.Status) !== (held.State.Health === 'none' ? '' : held.State.Health))
    return true
  return attachments(entry.NetworkSettings.Networks) !== attachments(held.NetworkSettings.Networks)
}

/** Whether a list entry tells of another set-up or other peers than the network that is held. */
export function networkDiffers(entry: EngineNetwork, held: EngineNetwork): boolean {
  if (entry.Name !== held.Name || entry.Driver !== held.Driver || entry.Scope !== held.Scope) return true
  if (subnets(entry) !== subnets(held)) return true
  // A manager's list leaves the peers out.
  return entry.Peers.length > 0 && peers(entry) !== peers(held)
}

const healthOf = (status: string): string => /\((?:health: )?(healthy|unhealthy|starting)\)/.exec(status)?.[1] ?? ''

const attachments = (networks: Record<string, EngineEndpoint>): string =>
  Object.entries(networks)
    .map(([name, endpoint]) =>
      [name, endpoint.EndpointID, endpoint.IPAddress, endpoint.GlobalIPv6Address, endpoint.MacAddress].join(' '),
    )
    .sort()
    .join('\n')

const subnets = (network: EngineNetwork): string => network.IPAM.Config.map((pool) => pool.Subnet).join(' ')
const peers = (network: EngineNetwork): string =>
  network.Peers.map((peer) => `${peer.Name} ${peer.IP}`)
    .sort()
    .join('\n')
