import { z } from 'zod'
import type { EngineEvent } from '../host-source.ts'

/** Type, Action and Actor hold in every version; `status`, `id` and `from` stood beside them until API 1.51. */
const EventLine = z.object({
  Type: z.string().min(1),
  Action: z.string().optional(),
  status: z.string().optional(),
  id: z.string().optional(),
  Actor: z
    .object({ ID: z.string().optional(), Attributes: z.record(z.string(), z.coerce.string()).nullish() })
    .optional(),
  time: z.number().optional(),
  timeNano: z.number().optional(),
})

/** One line of `/events`, or null where it is none. The command line that an exec event carries is left out. */
export function parseEvent(line: string): EngineEvent | null {
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
  const parsed = EventLine.safeParse(json)
  if (!parsed.success) return null
  const { Type, Action, status, id, Actor, time, timeNano } = parsed.data
  const action = Action ?? status
  if (action === undefined) return null
  return {
    type: Type,
    action: action.startsWith('exec_') ? action.replace(/:.*$/s, '') : action,
    id: Actor?.ID ?? id ?? '',
    attributes: Actor?.Attributes ?? {},
    timeNano: timeNano ?? (time ?? 0) * 1e9,
  }
}
