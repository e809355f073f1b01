import { z } from 'zod'
import type { Family } from '../model/address.ts'
import type { Rule } from '../model/namespace.ts'
import type { PartReading } from './namespace-facts.ts'
import { parseJsonList } from './parse-json-list.ts'

const scalar = z.union([z.string(), z.number()])

const rule = z.looseObject({
  priority: z.number().int(),
  src: z.string().optional(),
  srclen: z.number().optional(),
  dst: z.string().optional(),
  dstlen: z.number().optional(),
  table: scalar.optional(),
  action: z.string().optional(),
  goto: scalar.optional(),
})
type RuleEntry = z.output<typeof rule>

/** Words of `ip rule` in its order, and the JSON fields that hold their values. */
const selectors = [
  ['tos', 'tos'],
  ['fwmark', 'fwmark'],
  ['iif', 'iif'],
  ['oif', 'oif'],
] as const

/** Fields that are read below, and those that say nothing of which packets a rule is for or what becomes of them. */
const known = new Set([
  ...['priority', 'not', 'src', 'srclen', 'dst', 'dstlen', 'tos', 'fwmark', 'fwmask', 'iif', 'oif', 'l3mdev'],
  ...['uid_start', 'uid_end', 'ipproto', 'sport', 'sport_start', 'sport_end', 'dport', 'dport_start', 'dport_end'],
  ...['tun_id', 'table', 'suppress_prefixlen', 'suppress_ifgroup', 'goto', 'action', 'nop'],
  ...['iif_detached', 'oif_detached', 'unresolved', 'protocol', 'flow_from', 'flow_to'],
])

/** Output of `ip -j -4 rule show`, or of -6. */
export function parseRules(text: string, family: Family): PartReading<Rule[]> {
  const { value, problems } = parseJsonList(text, rule)
  return { value: value.map((entry) => toRule(entry, family)), problems }
}

const toRule = (entry: RuleEntry, family: Family): Rule => ({
  family,
  priority: entry.priority,
  text: textOf(entry),
  table: entry.table === undefined ? null : String(entry.table),
})

function textOf(entry: RuleEntry): string {
  const words: string[] = []
  if (present(entry, 'not')) words.push('not')
  words.push('from', prefix(entry.src ?? 'all', entry.srclen))
  if (entry.dst !== undefined) words.push('to', prefix(entry.dst, entry.dstlen))
  for (const [word, field] of selectors) {
    const value = scalarOf(entry, field)
    if (value === null) continue
    const mask = field === 'fwmark' ? scalarOf(entry, 'fwmask') : null
    words.push(word, mask === null ? value : `${value}/${mask}`)
  }
  if (present(entry, 'l3mdev')) words.push('lookup', '[l3mdev-table]')
  pushRange(words, 'uidrange', entry, 'uid_start', 'uid_end')
  push(words, 'ipproto', scalarOf(entry, 'ipproto'))
  pushPort(words, entry, 'sport')
  pushPort(words, entry, 'dport')
  push(words, 'tun_id', scalarOf(entry, 'tun_id'))
  // A newer ip has selectors that nobody here knows: they stand there as they are.
  for (const field of Object.keys(entry)) if (!known.has(field)) words.push(field, scalarOf(entry, field) ?? '')
  if (entry.table !== undefined) words.push('lookup', String(entry.table))
  push(words, 'suppress_prefixlength', scalarOf(entry, 'suppress_prefixlen'))
  push(words, 'suppress_ifgroup', scalarOf(entry, 'suppress_ifgroup'))
  if (entry.goto !== undefined) words.push('goto', String(entry.goto))
  else if (entry.action !== undefined) words.push(entry.action)
  else if (present(entry, 'nop')) words.push('nop')
  return words.join(' ')
}

const prefix = (address: string, length: number | undefined): string =>
  length === undefined ? address : `${address}/${length}`

const present = (entry: RuleEntry, field: string): boolean => field in entry && entry[field] !== false

function scalarOf(entry: RuleEntry, field: string): string | null {
  const value = entry[field]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null
}

function push(words: string[], word: string, value: string | null): void {
  if (value !== null) words.push(word, value)
}

function pushRange(words: string[], word: string, entry: RuleEntry, from: string, to: string): void {
  const start = scalarOf(entry, from)
  if (start !== null) words.push(word, `${start}-${scalarOf(entry, to) ?? start}`)
}

/** A single port stands under `dport`, a range under `dport_start` and `dport_end`. */
function pushPort(words: string[], entry: RuleEntry, field: 'sport' | 'dport'): void {
  push(words, field, scalarOf(entry, field))
  pushRange(words, field, entry, `${field}_start`, `${field}_end`)
}
