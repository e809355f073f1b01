import { z } from 'zod'
import type { Neighbour } from '../model/namespace.ts'
import { familyOf } from './family-of.ts'
import type { PartReading } from './namespace-facts.ts'
import { parseJsonList } from './parse-json-list.ts'

const neighbour = z.object({
  dst: z.string(),
  dev: z.string().optional(),
  lladdr: z.string().optional(),
  state: z.array(z.string()).optional(),
})

/** Output of `ip -j neighbour show`; `proxy` for that of `ip -j neighbour show proxy`. */
export function parseNeighbours(text: string, proxy: boolean): PartReading<Neighbour[]> {
  const { value, problems } = parseJsonList(text, neighbour)
  return {
    value: value.map((entry) => ({
      family: familyOf(entry.dst),
      address: entry.dst,
      mac: entry.lladdr ?? null,
      device: entry.dev ?? '',
      state: entry.state ?? [],
      proxy,
    })),
    problems,
  }
}
