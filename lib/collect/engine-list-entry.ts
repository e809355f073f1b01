import { z } from 'zod'
import { listOf, recordOf, textOrEmpty } from './absent-as-empty.ts'
import { engineEndpoint } from './engine-endpoint.ts'
import { type Parsed, parseWith } from './parse-with.ts'

const containerEntry = z.object({
  Id: z.string().min(1),
  Names: listOf(z.string()),
  State: textOrEmpty,
  /** `Up 2 minutes (healthy)`: the only place in a list that tells of health. */
  Status: textOrEmpty,
  NetworkSettings: z
    .object({ Networks: recordOf(engineEndpoint) })
    .nullish()
    .transform((value) => value ?? { Networks: {} }),
})

/** What Portolan uses of an entry of `GET /containers/json`. */
export type ContainerEntry = z.output<typeof containerEntry>

export const parseContainerEntry = (json: unknown): Parsed<ContainerEntry> => parseWith(containerEntry, json)
