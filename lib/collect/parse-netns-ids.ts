import { z } from 'zod'
import type { NetnsId, PartReading } from './namespace-facts.ts'
import { parseJsonList } from './parse-json-list.ts'

const entry = z.object({ nsid: z.number().int(), name: z.string().optional() })

/** Output of `ip -j netns list-id`. */
export function parseNetnsIds(text: string): PartReading<NetnsId[]> {
  const { value, problems } = parseJsonList(text, entry)
  return { value: value.map(({ nsid, name }) => ({ nsid, name: name ?? null })), problems }
}
