import { z } from 'zod'
import type { PartReading, PortVlans } from './namespace-facts.ts'
import { parseJsonList } from './parse-json-list.ts'

const port = z.object({
  ifname: z.string(),
  vlans: z.array(
    z.object({ vlan: z.number().int(), vlanEnd: z.number().int().optional(), flags: z.array(z.string()).optional() }),
  ),
})

/** Output of `bridge -j vlan show`. */
export function parseVlans(text: string): PartReading<PortVlans[]> {
  const { value, problems } = parseJsonList(text, port)
  return {
    value: value.map(({ ifname, vlans }) => ({
      device: ifname,
      vlans: vlans.map(({ vlan, vlanEnd, flags }) => ({ id: vlan, end: vlanEnd ?? null, flags: flags ?? [] })),
    })),
    problems,
  }
}
