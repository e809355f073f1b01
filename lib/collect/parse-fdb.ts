import { z } from 'zod'
import type { FdbEntry } from '../model/namespace.ts'
import type { PartReading } from './namespace-facts.ts'
import { parseJsonList } from './parse-json-list.ts'

const entry = z.object({
  mac: z.string(),
  ifname: z.string(),
  vlan: z.number().int().optional(),
  flags: z.array(z.string()).optional(),
  master: z.string().optional(),
  state: z.string().optional(),
  dst: z.string().optional(),
  vni: z.number().int().optional(),
})

/** Output of `bridge -j -d fdb show`. */
export function parseFdb(text: string): PartReading<FdbEntry[]> {
  const { value, problems } = parseJsonList(text, entry)
  return {
    value: value.map((line) => ({
      mac: line.mac,
      device: withoutPeer(line.ifname),
      master: line.master ?? null,
      vlan: line.vlan ?? null,
      remote: line.dst ?? null,
      vni: line.vni ?? null,
      flags: [...(line.flags ?? []), ...(line.state ? [line.state] : [])],
    })),
    problems,
  }
}

/** Some versions print `veth38f6a5b@eth0`, with a peer that they guess in the wrong namespace. */
const withoutPeer = (name: string): string => name.replace(/@.*$/, '')
