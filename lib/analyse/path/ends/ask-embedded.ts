import type { Family } from '../../../model/address.ts'
import type { Container } from '../../../model/container.ts'
import type { Network } from '../../../model/network.ts'
import type { Topology } from '../../../model/topology.ts'
import { indexOf } from '../../topology-index.ts'
import type { Ip } from '../ip.ts'
import { endpointsOfContainer } from './endpoints-of-container.ts'
import { byOrder } from './gateway-endpoint.ts'
import { type NameOwner, namesOnNetwork } from './names-on-network.ts'

/** The answer of one network: who has the name there. */
export type Known = { network: Network; name: string; owners: NameOwner[]; addresses: Ip[]; doubt: string | null }

/** The networks that the embedded resolver asks for a container, in its order. */
export function askedNetworks(topology: Topology, { id }: Container): Network[] {
  const { network } = indexOf(topology)
  const own = endpointsOfContainer(topology, id).filter(({ origin }) => origin !== 'configured')
  const networks = byOrder(topology, own, null).flatMap(({ networkId }) => network.get(networkId) ?? [])
  const asked = networks.filter(answersNames)
  return [...asked.filter(isSwarms), ...asked.filter((one) => !isSwarms(one))]
}

const isSwarms = ({ scope }: Network): boolean => scope === 'swarm'

const answersNames = ({ ingress, model, driver, options }: Network): boolean =>
  !ingress &&
  model !== 'docker-gwbridge' &&
  driver !== 'host' &&
  driver !== 'null' &&
  options['com.docker.network.bridge.default_bridge'] !== 'true'

/**
 * What Docker's resolver knows of a name for one container. The first network that has the name answers for a family, and alone; `a.b` is `a.b` on any
 * network, else `a` on the network `b`.
 */
export function askEmbedded(topology: Topology, asked: readonly Network[], name: string): Known[] {
  return (['inet', 'inet6'] as const).flatMap((family) => ofFamily(topology, asked, name.toLowerCase(), family) ?? [])
}

function ofFamily(topology: Topology, asked: readonly Network[], name: string, family: Family): Known | null {
  const labels = name.split('.')
  for (let split = labels.length; split > 0; split--) {
    const wanted = labels.slice(0, split).join('.')
    const networkName = labels.slice(split).join('.')
    for (const network of asked) {
      if (networkName !== '' && network.name.toLowerCase() !== networkName) continue
      const owners = namesOnNetwork(topology, network.id).get(wanted)
      if (!owners) continue
      const addresses = [...new Set(owners.flatMap((owner) => owner.addresses))].filter((ip) => ip.family === family)
      const doubt = owners.every((owner) => owner.doubt !== null) ? (owners[0]?.doubt ?? null) : null
      return addresses.length === 0 ? null : { network, name: wanted, owners, addresses, doubt }
    }
  }
  return null
}
