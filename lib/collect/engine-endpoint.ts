import { z } from 'zod'
import { listOf, numberOrZero, recordOf, textOrEmpty } from './absent-as-empty.ts'

/** One entry of a container's `NetworkSettings.Networks`, in inspect and in lists. */
export const engineEndpoint = z.object({
  IPAMConfig: z
    .object({ IPv4Address: textOrEmpty, IPv6Address: textOrEmpty })
    .nullish()
    .transform((value) => value ?? null),
  Aliases: listOf(z.string()),
  /** Engine 25 and later. */
  DNSNames: z
    .array(z.string())
    .nullish()
    .transform((value) => value ?? null),
  NetworkID: textOrEmpty,
  EndpointID: textOrEmpty,
  Gateway: textOrEmpty,
  IPAddress: textOrEmpty,
  IPPrefixLen: numberOrZero,
  IPv6Gateway: textOrEmpty,
  GlobalIPv6Address: textOrEmpty,
  GlobalIPv6PrefixLen: numberOrZero,
  MacAddress: textOrEmpty,
  DriverOpts: recordOf(z.string()),
  /** API 1.48 and later. */
  GwPriority: numberOrZero,
})
export type EngineEndpoint = z.output<typeof engineEndpoint>
