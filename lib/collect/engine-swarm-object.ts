import { z } from 'zod'
import { numberOrZero, textOrEmpty } from './absent-as-empty.ts'

/** What all records of a swarm have. */
export const swarmObject = {
  ID: z.string().min(1),
  Version: z
    .object({ Index: numberOrZero })
    .nullish()
    .transform((value) => value?.Index ?? 0),
  CreatedAt: textOrEmpty,
  UpdatedAt: textOrEmpty,
}
