import { ContainerId, endpointId, type HostId, NetworkId } from '../model/id.ts'
import type { Attachment } from './attachment.ts'
import { addressOrNull, isInSubnet, prefixOrNull } from './canonical-address.ts'
import { endpointAliases, endpointNames, nameOf } from './endpoint-names.ts'
import type { EngineContainer } from './engine-container.ts'
import type { EngineEndpoint } from './engine-endpoint.ts'
import type { EngineMember } from './engine-network.ts'
import type { HostAnswers } from './host-answers.ts'
import type { KnownNetwork } from './known-network.ts'
import { knownValues } from './known-values.ts'
import { createLinkMatcher, type LinkMatcher } from './link-matcher.ts'
import type { Place, Places } from './place.ts'

/** Every endpoint: what the containers say, and what only the networks tell (gateway bridge, load balancers, leftovers). */
export function resolveAttachments(
  answers: HostAnswers,
  hostId: HostId,
  places: Places,
  networks: Map<string, KnownNetwork>,
): Attachment[] {
  const match = createLinkMatcher()
  const containers = knownValues(answers.containers)
  const idByName = idsOfUniqueNames(networks)
  const attachments = containers.flatMap((container) =>
    Object.entries(container.NetworkSettings.Networks).flatMap(([name, endpoint]) => {
      const network = networks.get(endpoint.NetworkID || (idByName.get(name) ?? ''))
      return network ? [fromContainer(container, endpoint, network, hostId, places, match)] : []
    }),
  )
  const known = new Set<string>(attachments.map(({ endpoint }) => endpoint.id))
  const containerById = new Map(containers.map((container) => [container.Id, container]))
  for (const network of networks.values())
    for (const [key, member] of Object.entries(network.engine.Containers)) {
      const container = containerById.get(key) ?? null
      if (container && !container.State.Running) continue
      const attachment = fromNetwork(key, member, container, network, hostId, places, match)
      if (!known.has(attachment.endpoint.id)) attachments.push(attachment)
    }
  return attachments
}

/** A container that never ran names its networks without their ids. */
function idsOfUniqueNames(networks: Map<string, KnownNetwork>): Map<string, string> {
  const ids = new Map<string, string>()
  const repeated = new Set<string>()
  for (const [id, { engine }] of networks) {
    if (ids.has(engine.Name)) repeated.add(engine.Name)
    ids.set(engine.Name, id)
  }
  for (const name of repeated) ids.delete(name)
  return ids
}

function fromContainer(
  container: EngineContainer,
  endpoint: EngineEndpoint,
  network: KnownNetwork,
  hostId: HostId,
  places: Places,
  match: LinkMatcher,
): Attachment {
  const observed = container.State.Running && endpoint.EndpointID !== ''
  const networkId = NetworkId.parse(network.engine.Id)
  const ipv4 = observed
    ? prefixOrNull(endpoint.IPAddress, endpoint.IPPrefixLen)
    : wish(endpoint.IPAMConfig?.IPv4Address ?? '', network)
  const ipv6 = observed
    ? prefixOrNull(endpoint.GlobalIPv6Address, endpoint.GlobalIPv6PrefixLen)
    : wish(endpoint.IPAMConfig?.IPv6Address ?? '', network)
  const place = observed ? (places.ofContainer.get(container.Id) ?? null) : null
  const mac = endpoint.MacAddress || null
  return {
    endpoint: {
      id: endpointId(networkId, container.Id),
      hostId,
      networkId,
      containerId: ContainerId.parse(container.Id),
      ownerName: nameOf(container),
      engineId: endpoint.EndpointID || null,
      ipv4,
      ipv6,
      mac,
      gateway4: addressOrNull(endpoint.Gateway),
      gateway6: addressOrNull(endpoint.IPv6Gateway),
      gatewayPriority: endpoint.GwPriority,
      names: endpointNames(network.engine, container, endpoint),
      aliases: endpointAliases(container, endpoint),
      driverOptions: endpoint.DriverOpts,
      origin: observed ? 'observed' : 'configured',
    },
    network,
    place,
    link: match(place, mac, [ipv4, ipv6]),
  }
}

/** The address that a container asks for, with the prefix length of the subnet that it lies in. */
function wish(address: string, network: KnownNetwork): string | null {
  const subnet = network.subnets.find((candidate) => isInSubnet(address, candidate.subnet))?.subnet
  return prefixOrNull(address, subnet === undefined ? null : Number(subnet.slice(subnet.indexOf('/') + 1)))
}

function fromNetwork(
  key: string,
  member: EngineMember,
  container: EngineContainer | null,
  network: KnownNetwork,
  hostId: HostId,
  places: Places,
  match: LinkMatcher,
): Attachment {
  const networkId = NetworkId.parse(network.engine.Id)
  const place = container ? (places.ofContainer.get(container.Id) ?? null) : placeOfKey(key, network, places)
  const mac = member.MacAddress || null
  const gateway = (family: 4 | 6) =>
    network.subnets.find(({ subnet }) => subnet.includes(':') === (family === 6))?.gateway ?? null
  return {
    endpoint: {
      // Each host has a load balancer and an ingress sandbox of its own on a network that all share.
      id: endpointId(networkId, /^[0-9a-f]{64}$/.test(key) ? key : `${key}@${hostId}`),
      hostId,
      networkId,
      containerId: container ? ContainerId.parse(container.Id) : null,
      ownerName: container ? nameOf(container) : member.Name || key,
      engineId: member.EndpointID || null,
      ipv4: member.IPv4Address === '' ? null : member.IPv4Address,
      ipv6: member.IPv6Address === '' ? null : member.IPv6Address,
      mac,
      gateway4: container ? gateway(4) : null,
      gateway6: container ? gateway(6) : null,
      gatewayPriority: 0,
      names: [],
      aliases: [],
      driverOptions: {},
      origin: 'observed',
    },
    network,
    place,
    link: match(place, mac, [member.IPv4Address, member.IPv6Address]),
  }
}

/** `lb-NETWORK` lives in `lb_ID`, `ingress-sbox` in `ingress_sbox`; `ep-ENDPOINT` lost its namespace. */
function placeOfKey(key: string, network: KnownNetwork, places: Places): Place | null {
  if (key === 'ingress-sbox') return places.byFile.get('ingress_sbox') ?? null
  return key.startsWith('lb-') ? (places.byFile.get(`lb_${network.engine.Id.slice(0, 9)}`) ?? null) : null
}
