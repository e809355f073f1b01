import { z } from 'zod'
import { flagOr, listOf, numberOrZero, recordOf, textOrEmpty } from './absent-as-empty.ts'
import { engineEndpoint } from './engine-endpoint.ts'
import { type Parsed, parseWith } from './parse-with.ts'

const binding = z.object({ HostIp: textOrEmpty, HostPort: textOrEmpty })

const state = z.object({
  Status: textOrEmpty,
  Running: flagOr(false),
  Pid: numberOrZero,
  StartedAt: textOrEmpty,
  Health: z
    .object({ Status: textOrEmpty })
    .nullish()
    .transform((value) => value?.Status ?? ''),
})

const hostConfig = z.object({
  NetworkMode: textOrEmpty,
  Dns: listOf(z.string()),
  DnsOptions: listOf(z.string()),
  DnsSearch: listOf(z.string()),
  ExtraHosts: listOf(z.string()),
})

const config = z.object({
  Hostname: textOrEmpty,
  Domainname: textOrEmpty,
  Image: textOrEmpty,
  Labels: recordOf(z.string()),
  ExposedPorts: recordOf(z.unknown()).transform((ports) => Object.keys(ports)),
})

const networkSettings = z.object({
  SandboxID: textOrEmpty,
  SandboxKey: textOrEmpty,
  /** `80/tcp` to its bindings; null where the port is only exposed. */
  Ports: recordOf(z.array(binding).nullable()),
  Networks: recordOf(engineEndpoint),
})

const engineContainer = z.object({
  Id: z.string().min(1),
  Name: textOrEmpty,
  Created: textOrEmpty,
  ResolvConfPath: textOrEmpty,
  HostsPath: textOrEmpty,
  State: state,
  HostConfig: hostConfig,
  Config: config,
  NetworkSettings: networkSettings,
})

/** What Portolan uses of `GET /containers/ID/json`. */
export type EngineContainer = z.output<typeof engineContainer>

export const parseEngineContainer = (json: unknown): Parsed<EngineContainer> => parseWith(engineContainer, json)
