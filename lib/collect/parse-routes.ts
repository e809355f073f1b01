import { z } from 'zod'
import type { Family } from '../model/address.ts'
import type { Route } from '../model/namespace.ts'
import type { PartReading } from './namespace-facts.ts'
import { parseJsonList } from './parse-json-list.ts'

const via = z.object({ host: z.string() })

const nextHop = z.object({
  gateway: z.string().optional(),
  via: via.optional(),
  dev: z.string().optional(),
  encap: z.string().optional(),
  weight: z.number().int().optional(),
  flags: z.array(z.string()).optional(),
})

const route = z.object({
  type: z.string().optional(),
  dst: z.string(),
  from: z.string().optional(),
  tos: z.union([z.string(), z.number()]).optional(),
  encap: z.string().optional(),
  gateway: z.string().optional(),
  via: via.optional(),
  dev: z.string().optional(),
  table: z.union([z.string(), z.number()]).optional(),
  protocol: z.union([z.string(), z.number()]).optional(),
  scope: z.union([z.string(), z.number()]).optional(),
  prefsrc: z.string().optional(),
  metric: z.number().int().optional(),
  metrics: z.array(z.object({ mtu: z.number().int().optional() })).optional(),
  flags: z.array(z.string()).optional(),
  nexthops: z.array(nextHop).optional(),
})

/** Output of `ip -j -d -4 route show table all`, or of -6. */
export function parseRoutes(text: string, family: Family): PartReading<Route[]> {
  const { value, problems } = parseJsonList(text, route)
  return { value: value.map((entry) => toRoute(entry, family)), problems }
}

function toRoute(entry: z.output<typeof route>, family: Family): Route {
  return {
    family,
    table: String(entry.table ?? 'main'),
    type: entry.type ?? 'unicast',
    destination: entry.dst,
    gateway: entry.gateway ?? entry.via?.host ?? null,
    device: entry.dev ?? null,
    source: entry.prefsrc ?? null,
    protocol: String(entry.protocol ?? 'boot'),
    scope: entry.scope === undefined ? null : String(entry.scope),
    metric: entry.metric ?? null,
    mtu: entry.metrics?.find((metrics) => metrics.mtu !== undefined)?.mtu ?? null,
    flags: [...conditions(entry), ...(entry.flags ?? [])],
    nextHops: (entry.nexthops ?? []).map((hop) => ({
      gateway: hop.gateway ?? hop.via?.host ?? null,
      device: hop.dev ?? null,
      weight: hop.weight ?? 1,
      flags: hop.flags ?? [],
    })),
  }
}

/** What a route asks or does beyond its destination, in `ip route`'s words. */
function conditions({ from, tos, encap, nexthops = [] }: z.output<typeof route>): string[] {
  const wrapped = encap ?? nexthops.find((hop) => hop.encap !== undefined)?.encap
  const pairs = [
    ['from', from === 'default' ? undefined : from],
    ['tos', tos],
    ['encap', wrapped],
  ] as const
  return pairs.flatMap(([word, value]) => (value === undefined ? [] : [`${word} ${value}`]))
}
