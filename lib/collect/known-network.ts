import type { Network } from '../model/network.ts'
import type { EngineNetwork } from './engine-network.ts'
import type { LinkFacts } from './namespace-facts.ts'
import type { Place } from './place.ts'

/** A network as the engine tells it, with where it is in the kernel. */
export type KnownNetwork = {
  engine: EngineNetwork
  subnets: Network['subnets']
  /** The namespace of its bridge or parent: the host's, or an overlay's own; null where there is none. */
  place: Place | null
  /** The bridge, or the parent of a macvlan or ipvlan. */
  device: LinkFacts | null
}
