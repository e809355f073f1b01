import { z } from 'zod'
import { flagOr, listOf, recordOf, textOrEmpty } from './absent-as-empty.ts'
import { type Parsed, parseWith } from './parse-with.ts'

const pool = z.object({
  Subnet: textOrEmpty,
  IPRange: textOrEmpty,
  Gateway: textOrEmpty,
  AuxiliaryAddresses: recordOf(z.string()),
})

const member = z.object({
  Name: textOrEmpty,
  EndpointID: textOrEmpty,
  MacAddress: textOrEmpty,
  /** With its prefix length. */
  IPv4Address: textOrEmpty,
  IPv6Address: textOrEmpty,
})

const engineNetwork = z.object({
  Id: z.string().min(1),
  Name: textOrEmpty,
  Created: textOrEmpty,
  Scope: textOrEmpty,
  Driver: textOrEmpty,
  /** Engine 28 and later; absent means that IPv4 cannot be switched off. */
  EnableIPv4: flagOr(true),
  EnableIPv6: flagOr(false),
  Internal: flagOr(false),
  Attachable: flagOr(false),
  Ingress: flagOr(false),
  ConfigOnly: flagOr(false),
  IPAM: z
    .object({ Driver: textOrEmpty, Config: listOf(pool) })
    .nullish()
    .transform((value) => value ?? { Driver: '', Config: [] }),
  /** Filled by the single-network call alone; by container id, `lb-NETWORK`, `ingress-sbox` or `ep-ENDPOINT`. */
  Containers: recordOf(member),
  Options: recordOf(z.string()),
  Labels: recordOf(z.string()),
  Peers: listOf(z.object({ Name: textOrEmpty, IP: textOrEmpty })),
})

/** What Portolan uses of `GET /networks/ID`, and of an entry of `GET /networks`. */
export type EngineNetwork = z.output<typeof engineNetwork>
export type EngineMember = z.output<typeof member>
export type EnginePool = z.output<typeof pool>

export const parseEngineNetwork = (json: unknown): Parsed<EngineNetwork> => parseWith(engineNetwork, json)
