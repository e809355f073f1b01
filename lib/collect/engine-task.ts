import { z } from 'zod'
import { listOf, numberOrZero, textOrEmpty } from './absent-as-empty.ts'
import { swarmObject } from './engine-swarm-object.ts'
import { type Parsed, parseWith } from './parse-with.ts'

const containerStatus = z
  .object({ ContainerID: textOrEmpty })
  .nullish()
  .transform((value) => value?.ContainerID ?? '')

const engineTask = z.object({
  ...swarmObject,
  Spec: z.object({
    /** A plain container on an attachable network. */
    NetworkAttachmentSpec: z
      .object({ ContainerID: textOrEmpty })
      .nullish()
      .transform((value) => value ?? null),
  }),
  ServiceID: textOrEmpty,
  Slot: numberOrZero,
  NodeID: textOrEmpty,
  Status: z.object({
    Timestamp: textOrEmpty,
    State: textOrEmpty,
    Message: textOrEmpty,
    Err: textOrEmpty,
    ContainerStatus: containerStatus,
  }),
  DesiredState: textOrEmpty,
  NetworksAttachments: listOf(
    z.object({
      Network: z
        .object({ ID: textOrEmpty })
        .nullish()
        .transform((value) => value?.ID ?? ''),
      Addresses: listOf(z.string()),
    }),
  ),
})

/** What Portolan uses of an entry of `GET /tasks`. */
export type EngineTask = z.output<typeof engineTask>

export const parseEngineTask = (json: unknown): Parsed<EngineTask> => parseWith(engineTask, json)
