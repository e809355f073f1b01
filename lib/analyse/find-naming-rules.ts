import ipaddr from 'ipaddr.js'
import type { Firewall, FirewallRule } from '../model/firewall.ts'
import type { NamespaceId } from '../model/id.ts'

export type NamingRule = {
  namespaceId: NamespaceId
  backend: string
  family: string
  table: string
  chain: string
  rule: FirewallRule
}

/** What a rule may call a network by. */
export type NetworkNames = { interfaces: readonly string[]; subnets: readonly string[] }

/** The rules of one namespace that name one of the interfaces, one of the subnets, or an address in them, in the order they stand. */
export function findNamingRules(firewall: Firewall, names: NetworkNames): NamingRule[] {
  const interfaces = new Set(names.interfaces)
  const subnets = names.subnets.flatMap((subnet) => parsePrefix(subnet) ?? [])
  const isNamed = (word: string) => interfaces.has(word) || isWithin(word, subnets)

  return firewall.tables.flatMap(({ backend, family, name: table, chains }) =>
    chains.flatMap(({ name: chain, rules }) =>
      rules
        .filter((rule) => wordsOf(rule.text).some(isNamed))
        .map((rule) => ({ namespaceId: firewall.id, backend, family, table, chain, rule })),
    ),
  )
}

const comment = /(?:^|\s)(?:--comment|(?<!-m\s)comment)\s+(?:"(?:[^"\\]|\\.)*"|\S+)/g

/** The words of a rule without quotes, braces and commas; what stands in a comment names nothing. */
const wordsOf = (text: string): string[] => text.replace(comment, ' ').split(/[\s"{},]+/)

type ParsedPrefix = { address: ipaddr.IPv4 | ipaddr.IPv6; length: number }

function isWithin(word: string, subnets: readonly ParsedPrefix[]): boolean {
  const prefix = parsePrefix(withoutPort(word))
  if (!prefix) return false
  return subnets.some(
    (subnet) =>
      prefix.address.kind() === subnet.address.kind() &&
      prefix.length >= subnet.length &&
      prefix.address.match(subnet.address, subnet.length),
  )
}

/** `172.18.0.2:80-90` and `[fd00::2]:80` as the address alone. */
const withoutPort = (word: string): string =>
  /^\[(.+)\](?::[\d-]+)?$/.exec(word)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):[\d-]+$/.exec(word)?.[1] ?? word

function parsePrefix(text: string): ParsedPrefix | null {
  // Only what looks like an address: the parser also takes bare numbers.
  if (!/[.:]/.test(text)) return null
  if (ipaddr.isValidCIDR(text)) {
    const [address, length] = ipaddr.parseCIDR(text)
    return { address, length }
  }
  if (!ipaddr.isValid(text)) return null
  const address = ipaddr.parse(text)
  return { address, length: address.kind() === 'ipv4' ? 32 : 128 }
}
