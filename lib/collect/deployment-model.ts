import type { DeploymentModel } from '../model/network.ts'
import { isGatewayBridge } from './endpoint-names.ts'
import type { KnownNetwork } from './known-network.ts'
import type { LinkFacts } from './namespace-facts.ts'

export type RecognisedModel = { model: DeploymentModel; modelReason: string }

/** Which deployment model a network is, and the facts that say so. */
export function recogniseModel(network: KnownNetwork, uplinks: readonly LinkFacts[]): RecognisedModel {
  const { engine } = network
  if (engine.ConfigOnly) return as('unknown', 'It is a configuration that other networks copy; nothing attaches to it.')
  switch (engine.Driver) {
    case 'host':
      return as('host', 'Driver host: containers live in the namespace of the host.')
    case 'null':
      return as('none', 'Driver null: containers get the loopback interface only.')
    case 'macvlan':
    case 'ipvlan':
      return as(engine.Driver, `Driver ${engine.Driver}${onParent(network)}.`)
    case 'overlay':
      return overlayModel(network)
    case 'bridge':
      return bridgeModel(network, uplinks)
    case '':
      return as(
        'unknown',
        engine.Scope === 'swarm'
          ? 'The swarm names no driver: it could not allocate the network, most often because a subnet is taken.'
          : 'The engine names no driver: the network is not allocated.',
      )
    default:
      return as('plugin', `Driver ${engine.Driver} is a plug-in, not one of the engine's own.`)
  }
}

const as = (model: DeploymentModel, modelReason: string): RecognisedModel => ({ model, modelReason })

function onParent({ engine, device }: KnownNetwork): string {
  const parent = engine.Options.parent
  if (parent !== undefined) return ` on parent ${parent}`
  return device ? ` on the dummy device ${device.name}, without a parent` : ' without a parent'
}

function overlayModel({ engine }: KnownNetwork): RecognisedModel {
  if (engine.Internal) return as('overlay-internal', 'Driver overlay and internal: containers get no way outside.')
  const what = engine.Ingress ? 'Driver overlay and ingress: the routing mesh' : 'Driver overlay, not internal'
  return as('overlay-gwbridge', `${what}; the way outside leads over docker_gwbridge.`)
}

function bridgeModel(network: KnownNetwork, uplinks: readonly LinkFacts[]): RecognisedModel {
  const { engine, subnets } = network
  if (isGatewayBridge(engine)) {
    const count = Object.values(engine.Containers).filter(({ Name }) => Name.startsWith('gateway_')).length
    return as(
      'docker-gwbridge',
      `Driver bridge under the one name, docker_gwbridge, that the engine itself fixes for the way out of overlays; it has ${count} gateway endpoints.`,
    )
  }
  if (uplinks.length > 0) {
    const names = uplinks.map(({ name }) => name).join(', ')
    return as(
      'bridge-underlay',
      `Driver bridge, and ${names} of the host is a port of the bridge: its containers are on that segment.`,
    )
  }
  if (engine.Internal) return as('bridge-internal', 'Driver bridge and internal: nothing is forwarded out of it.')
  const router = subnets.flatMap((subnet) => outerRouter(subnet))[0]
  if (router !== undefined)
    return as(
      'bridge-underlay',
      `Driver bridge, and the auxiliary address DefaultGateway makes ${router}, not the bridge, the default gateway.`,
    )
  const routed = ['4', '6'].filter(
    (family) => engine.Options[`com.docker.network.bridge.gateway_mode_ipv${family}`] === 'routed',
  )
  if (routed.length > 0)
    return as(
      'bridge-routed',
      `Driver bridge with gateway mode routed for IPv${routed.join(' and IPv')}: addresses are not translated.`,
    )
  if (engine.Options['com.docker.network.bridge.enable_ip_masquerade'] === 'false')
    return as(
      'bridge-routed',
      'Driver bridge with enable_ip_masquerade=false: packets leave with the addresses of the containers.',
    )
  return as('bridge-nat', 'Driver bridge, neither internal nor routed: packets leave with an address of the host.')
}

/** `DefaultGatewayIPv4` or `DefaultGatewayIPv6`, where it is another than the bridge's own address. */
function outerRouter({ gateway, auxiliary }: KnownNetwork['subnets'][number]): string[] {
  return ['DefaultGatewayIPv4', 'DefaultGatewayIPv6'].flatMap((name) => {
    const address = auxiliary[name]
    return address !== undefined && address !== gateway ? [address] : []
  })
}
