import { z } from 'zod'

/** The engine writes null, leaves a field out, or gives an empty value, by version: all three read as empty. */
export const textOrEmpty = z
  .string()
  .nullish()
  .transform((value) => value ?? '')

export const numberOrZero = z
  .number()
  .nullish()
  .transform((value) => value ?? 0)

export const flagOr = (absent: boolean) =>
  z
    .boolean()
    .nullish()
    .transform((value) => value ?? absent)

export const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((value) => value ?? [])

export const recordOf = <T extends z.ZodType>(value: T) =>
  z
    .record(z.string(), value)
    .nullish()
    .transform((record) => record ?? {})
