import type { Endpoint } from '../model/endpoint.ts'
import type { KnownNetwork } from './known-network.ts'
import type { LinkFacts } from './namespace-facts.ts'
import type { Place } from './place.ts'

/** An endpoint before its interfaces are known, with the link in its owner's namespace that has its address. */
export type Attachment = {
  endpoint: Omit<Endpoint, 'interfaceId' | 'hostInterfaceId'>
  network: KnownNetwork
  place: Place | null
  link: LinkFacts | null
}
