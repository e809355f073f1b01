import type { EngineContainer } from './engine-container.ts'
import type { EngineEndpoint } from './engine-endpoint.ts'
import type { EngineNetwork } from './engine-network.ts'

/** The names under which the embedded DNS answers with this endpoint to the members of the network. */
export function endpointNames(network: EngineNetwork, container: EngineContainer, endpoint: EngineEndpoint): string[] {
  if (!hasEmbeddedDns(network)) return []
  if (endpoint.DNSNames !== null) return unique(endpoint.DNSNames)
  // Engines before 25 do not list them; these are what they answer to.
  const short = container.Id.slice(0, 12)
  return unique([nameOf(container), ...endpoint.Aliases, short, container.Config.Hostname])
}

/** Aliases that a user gave; the short id, which older engines add, is none. */
export const endpointAliases = (container: EngineContainer, endpoint: EngineEndpoint): string[] =>
  unique(endpoint.Aliases.filter((alias) => alias !== container.Id.slice(0, 12)))

export const nameOf = (container: EngineContainer): string => container.Name.replace(/^\//, '')

/** Every network has it but those of the engine itself: the default bridge, host, none, ingress and the gateway bridge. */
export const hasEmbeddedDns = (network: EngineNetwork): boolean =>
  network.Driver !== 'host' &&
  network.Driver !== 'null' &&
  !network.Ingress &&
  !isGatewayBridge(network) &&
  network.Options['com.docker.network.bridge.default_bridge'] !== 'true'

/** The engine fixes this one name for the bridge that leads containers on overlays outside. */
export const isGatewayBridge = (network: EngineNetwork): boolean =>
  network.Driver === 'bridge' && network.Name === 'docker_gwbridge'

const unique = (names: string[]): string[] => [...new Set(names.filter((name) => name !== ''))]
