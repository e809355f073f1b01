import type { z } from 'zod'
import type { ContainerId, NamespaceId, NetworkId } from '../model/id.ts'
import type { InterfaceAddress } from '../model/interface.ts'
import type { NamespaceKind } from '../model/namespace.ts'
import type { LinkFacts, NamespaceFacts } from './namespace-facts.ts'

/** A namespace whose owner is known, with its facts and what is looked up in them. */
export type Place = {
  id: NamespaceId
  kind: z.output<typeof NamespaceKind>
  inode: number | null
  file: string | null
  pid: number | null
  owners: ContainerId[]
  networkId: NetworkId | null
  /** Null where only the engine told of it, or it could not be read. */
  facts: NamespaceFacts | null
  linkByIndex: Map<number, LinkFacts>
  linkByName: Map<string, LinkFacts>
  addressesByIndex: Map<number, InterfaceAddress[]>
}

/** All namespaces of a host, and where each container lives. */
export type Places = {
  all: Place[]
  host: Place
  ofContainer: Map<string, Place>
  /** By the name of the engine's file: `1-ID`, `lb_ID`, `ingress_sbox`, a sandbox. */
  byFile: Map<string, Place>
}
