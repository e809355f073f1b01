import { z } from 'zod'
import { flagOr, listOf, textOrEmpty } from './absent-as-empty.ts'
import { type Parsed, parseWith } from './parse-with.ts'

const swarm = z.object({
  NodeID: textOrEmpty,
  NodeAddr: textOrEmpty,
  LocalNodeState: textOrEmpty,
  ControlAvailable: flagOr(false),
  RemoteManagers: listOf(z.object({ Addr: textOrEmpty })),
  Error: textOrEmpty.transform((text) => text.replace(/^rpc error: code = \w+ desc = /, '')),
  Warnings: listOf(z.string()),
  /** On managers only. */
  Cluster: z
    .object({
      ID: textOrEmpty,
      DataPathPort: z.number().int().nullish(),
      DefaultAddrPool: listOf(z.string()),
      SubnetSize: z.number().int().nullish(),
    })
    .nullish()
    .transform((value) => (value?.ID ? value : null)),
})

const engineInfo = z.object({
  ID: textOrEmpty,
  Name: textOrEmpty,
  KernelVersion: textOrEmpty,
  OperatingSystem: textOrEmpty,
  ServerVersion: textOrEmpty,
  LiveRestoreEnabled: z
    .boolean()
    .nullish()
    .transform((value) => value ?? null),
  Plugins: z
    .object({ Network: listOf(z.string()) })
    .nullish()
    .transform((value) => value ?? { Network: [] }),
  Swarm: swarm.nullish().transform((value) => value ?? null),
  /** API 1.49 and later. */
  FirewallBackend: z
    .object({ Driver: textOrEmpty })
    .nullish()
    .transform((value) => value ?? null),
})

/** What Portolan uses of `GET /info`. */
export type EngineInfo = z.output<typeof engineInfo>

export const parseEngineInfo = (json: unknown): Parsed<EngineInfo> => parseWith(engineInfo, json)
