import { z } from 'zod'
import { flagOr, recordOf, textOrEmpty } from './absent-as-empty.ts'
import { swarmObject } from './engine-swarm-object.ts'
import { type Parsed, parseWith } from './parse-with.ts'

const description = z.object({
  Hostname: textOrEmpty,
  Platform: z
    .object({ Architecture: textOrEmpty, OS: textOrEmpty })
    .nullish()
    .transform((value) => value ?? { Architecture: '', OS: '' }),
  Engine: z
    .object({ EngineVersion: textOrEmpty, Labels: recordOf(z.string()) })
    .nullish()
    .transform((value) => value ?? { EngineVersion: '', Labels: {} }),
})

const engineNode = z.object({
  ...swarmObject,
  Spec: z.object({ Labels: recordOf(z.string()), Role: textOrEmpty, Availability: textOrEmpty }),
  /** Empty until the node has told of itself. */
  Description: description,
  Status: z.object({ State: textOrEmpty, Message: textOrEmpty, Addr: textOrEmpty }),
  ManagerStatus: z
    .object({ Leader: flagOr(false), Reachability: textOrEmpty, Addr: textOrEmpty })
    .nullish()
    .transform((value) => value ?? null),
})

/** What Portolan uses of an entry of `GET /nodes`. */
export type EngineNode = z.output<typeof engineNode>

export const parseEngineNode = (json: unknown): Parsed<EngineNode> => parseWith(engineNode, json)
