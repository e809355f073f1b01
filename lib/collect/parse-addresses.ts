import { z } from 'zod'
import type { InterfaceAddress } from '../model/interface.ts'
import type { LinkAddresses, PartReading } from './namespace-facts.ts'
import { parseJsonList } from './parse-json-list.ts'

const address = z.looseObject({
  family: z.enum(['inet', 'inet6']),
  local: z.string(),
  prefixlen: z.number().int(),
  scope: z.string().optional(),
})

const entry = z.object({
  ifindex: z.number().int(),
  addr_info: z.array(z.union([address, z.object({})])).optional(),
})

const flagNames = [
  'secondary',
  'temporary',
  'dynamic',
  'deprecated',
  'tentative',
  'dadfailed',
  'permanent',
  'mngtmpaddr',
  'noprefixroute',
  'nodad',
  'optimistic',
  'home',
  'autojoin',
]

/** Output of `ip -j address show`: the addresses of each link. */
export function parseAddresses(text: string): PartReading<LinkAddresses[]> {
  const { value, problems } = parseJsonList(text, entry)
  return {
    value: value.map(({ ifindex, addr_info }) => ({
      index: ifindex,
      addresses: (addr_info ?? []).flatMap((info) => (isAddress(info) ? [toAddress(info)] : [])),
    })),
    problems,
  }
}

const toAddress = (info: z.output<typeof address>): InterfaceAddress => ({
  prefix: `${info.local}/${info.prefixlen}`,
  family: info.family,
  scope: info.scope ?? 'global',
  flags: flagNames.filter((flag) => info[flag] === true),
})

/** `ip -j` prints an empty object for an address that a filter left out. */
const isAddress = (info: object): info is z.output<typeof address> => 'local' in info
