import { z } from 'zod'
import { listOf, numberOrZero, recordOf, textOrEmpty } from './absent-as-empty.ts'
import { swarmObject } from './engine-swarm-object.ts'
import { type Parsed, parseWith } from './parse-with.ts'

const attachment = z.object({ Target: textOrEmpty, Aliases: listOf(z.string()) })

const port = z.object({
  Protocol: textOrEmpty,
  TargetPort: numberOrZero,
  PublishedPort: numberOrZero,
  PublishMode: textOrEmpty,
})

const endpointSpec = z
  .object({ Mode: textOrEmpty, Ports: listOf(port) })
  .nullish()
  .transform((value) => value ?? { Mode: '', Ports: [] })

const taskTemplate = z.object({
  /** Missing where the service runs plug-ins. */
  ContainerSpec: z
    .object({ Image: textOrEmpty })
    .nullish()
    .transform((value) => value ?? { Image: '' }),
  Placement: z
    .object({ Constraints: listOf(z.string()) })
    .nullish()
    .transform((value) => value ?? { Constraints: [] }),
  Networks: listOf(attachment),
})

const count = z.number().int().nullish()

const spec = z.object({
  Name: textOrEmpty,
  Labels: recordOf(z.string()),
  TaskTemplate: taskTemplate,
  Mode: z.object({
    Replicated: z.object({ Replicas: count }).nullish(),
    Global: z.object({}).nullish(),
    ReplicatedJob: z.object({ MaxConcurrent: count }).nullish(),
    GlobalJob: z.object({}).nullish(),
  }),
  /** Where clients of long ago put them. */
  Networks: listOf(attachment),
  EndpointSpec: endpointSpec,
})

const endpoint = z.object({
  Spec: endpointSpec,
  Ports: listOf(port),
  VirtualIPs: listOf(z.object({ NetworkID: textOrEmpty, Addr: textOrEmpty })),
})

const engineService = z.object({
  ...swarmObject,
  Spec: spec,
  /** What the swarm has made of the spec. */
  Endpoint: endpoint
    .nullish()
    .transform((value) => value ?? { Spec: { Mode: '', Ports: [] }, Ports: [], VirtualIPs: [] }),
  UpdateStatus: z
    .object({ State: textOrEmpty })
    .nullish()
    .transform((value) => value ?? { State: '' }),
})

/** What Portolan uses of an entry of `GET /services`. */
export type EngineService = z.output<typeof engineService>

export const parseEngineService = (json: unknown): Parsed<EngineService> => parseWith(engineService, json)
