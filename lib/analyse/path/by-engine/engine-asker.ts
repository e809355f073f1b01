import type { Container } from '../../../model/container.ts'
import type { Endpoint } from '../../../model/endpoint.ts'
import type { Network } from '../../../model/network.ts'
import type { Topology } from '../../../model/topology.ts'
import { indexOf } from '../../topology-index.ts'
import { endpointsOfContainer } from '../ends/endpoints-of-container.ts'
import { blockOf, contains, type Ip } from '../ip.ts'

export type Attachment = { endpoint: Endpoint; network: Network }

/** A container that asks, as its engine tells of it. */
export type EngineAsker = {
  container: Container
  /** Its own, or those of the container whose namespace it lives in. */
  attachments: readonly Attachment[]
  /** It lives in its host's own namespace. */
  isHost: boolean
  /** The engine's main version; null where it was not told. */
  generation: number | null
}

export function engineAsker(topology: Topology, container: Container): EngineAsker {
  const { network, container: containers, host } = indexOf(topology)
  const shared = container.sharesNamespaceOf === null ? undefined : containers.get(container.sharesNamespaceOf)
  const owner = shared ?? container
  const attachments = endpointsOfContainer(topology, owner.id).flatMap((endpoint) => {
    const place = network.get(endpoint.networkId)
    return place && endpoint.origin !== 'configured' ? [{ endpoint, network: place }] : []
  })
  const generation = Number.parseInt(host.get(container.hostId)?.engine?.version ?? '', 10)
  return {
    ...{ container, attachments, isHost: owner.networkMode === 'host' },
    generation: Number.isNaN(generation) ? null : generation,
  }
}

/** Those that lead further than to their own members. */
export const leadingOut = ({ attachments }: EngineAsker): Attachment[] =>
  attachments.filter(({ network: { internal, driver } }) => !internal && driver !== 'null' && driver !== 'host')

/** The network of its own that an address is on. */
export const onLink = ({ attachments }: EngineAsker, ip: Ip): Network | null =>
  attachments.find(({ network }) =>
    network.subnets.some(({ subnet }) => {
      const block = blockOf(subnet)
      return block !== null && contains(block, ip)
    }),
  )?.network ?? null
