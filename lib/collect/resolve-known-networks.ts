import type { Subnet } from '../model/network.ts'
import { addressOrNull, canonicalSubnet, isInSubnet } from './canonical-address.ts'
import { compareText } from './compare-text.ts'
import type { EngineNetwork, EnginePool } from './engine-network.ts'
import type { HostAnswers } from './host-answers.ts'
import type { KnownNetwork } from './known-network.ts'
import { knownValues } from './known-values.ts'
import type { LinkFacts } from './namespace-facts.ts'
import type { Place, Places } from './place.ts'

/** Every network of the engine by id, with its device and its subnets. */
export function resolveKnownNetworks(answers: HostAnswers, places: Places): Map<string, KnownNetwork> {
  const overlays = new Map<string, Place>(
    places.all.flatMap((place) => (place.kind === 'overlay' && place.networkId ? [[place.networkId, place]] : [])),
  )
  return new Map(
    knownValues(answers.networks).map((engine) => {
      const place = engine.Driver === 'overlay' ? (overlays.get(engine.Id) ?? null) : places.host
      const device = place && findDevice(engine, place)
      return [
        engine.Id,
        { engine, place, device, subnets: engine.IPAM.Config.flatMap((pool) => toSubnet(pool, place, device)) },
      ]
    }),
  )
}

function findDevice(network: EngineNetwork, place: Place): LinkFacts | null {
  const short = network.Id.slice(0, 12)
  const option = (name: string) => network.Options[name]
  switch (network.Driver) {
    case 'bridge': {
      const standard = option('com.docker.network.bridge.default_bridge') === 'true' ? 'docker0' : `br-${short}`
      return place.linkByName.get(option('com.docker.network.bridge.name') ?? standard) ?? null
    }
    case 'macvlan':
      return place.linkByName.get(option('parent') ?? `dm-${short}`) ?? null
    case 'ipvlan':
      return place.linkByName.get(option('parent') ?? `di-${short}`) ?? null
    case 'overlay':
      return [...place.linkByName.values()].find(({ type }) => type.kind === 'bridge') ?? null
    default:
      return null
  }
}

function toSubnet(pool: EnginePool, place: Place | null, device: LinkFacts | null): Subnet[] {
  if (pool.Subnet === '') return []
  const subnet = canonicalSubnet(pool.Subnet)
  const auxiliary = Object.entries(pool.AuxiliaryAddresses).sort(([a], [b]) => compareText(a, b))
  return [
    {
      subnet,
      gateway: addressOrNull(pool.Gateway) ?? bridgeAddress(place, device, subnet),
      ipRange: pool.IPRange === '' ? null : canonicalSubnet(pool.IPRange),
      auxiliary: Object.fromEntries(auxiliary.map(([name, address]) => [name, addressOrNull(address) ?? address])),
    },
  ]
}

/** The address that the bridge itself has in the subnet: engines up to 28 leave a gateway that nobody chose out of IPAM. */
function bridgeAddress(place: Place | null, device: LinkFacts | null, subnet: string): string | null {
  if (device?.type.kind !== 'bridge') return null
  const own = place?.addressesByIndex.get(device.index) ?? []
  const addresses = own.map(({ prefix }) => prefix.slice(0, prefix.indexOf('/')))
  return addresses.find((address) => isInSubnet(address, subnet)) ?? null
}
