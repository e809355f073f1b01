import type { Packet } from '../../packet.ts'
import type { WordReader } from './word-reader.ts'

/** iptables' word for a refusal; null for a packet that the rule does not match. */
export type RejectWord = (packet: Packet) => string | null

const icmp: Record<string, string> = {
  'net-unreachable': 'icmp-net-unreachable',
  'host-unreachable': 'icmp-host-unreachable',
  'prot-unreachable': 'icmp-proto-unreachable',
  'port-unreachable': 'icmp-port-unreachable',
  'net-prohibited': 'icmp-net-prohibited',
  'host-prohibited': 'icmp-host-prohibited',
  'admin-prohibited': 'icmp-admin-prohibited',
}
const icmpv6: Record<string, string> = {
  'no-route': 'icmp6-no-route',
  'admin-prohibited': 'icmp6-adm-prohibited',
  'addr-unreachable': 'icmp6-addr-unreachable',
  'port-unreachable': 'icmp6-port-unreachable',
  'policy-fail': 'icmp6-policy-fail',
  'reject-route': 'icmp6-reject-route',
}
/** One word for both families (include/uapi/linux/netfilter/nf_tables.h, NFT_REJECT_ICMPX). */
const icmpx: Record<string, readonly [string, string]> = {
  'no-route': ['icmp-net-unreachable', 'icmp6-no-route'],
  'port-unreachable': ['icmp-port-unreachable', 'icmp6-port-unreachable'],
  'host-unreachable': ['icmp-host-unreachable', 'icmp6-addr-unreachable'],
  'admin-prohibited': ['icmp-admin-prohibited', 'icmp6-adm-prohibited'],
}

/** What follows `reject`; the word itself is taken. nft leaves the match of protocol or family away that each of these rests on. */
export function readReject(words: WordReader): RejectWord | null {
  if (!words.take('with')) return forBoth(icmpx['port-unreachable'])
  const kind = words.next()
  if (kind === 'tcp')
    return words.take('reset')
      ? ({ protocol, role }) => (protocol === 'tcp' && role !== 'error' ? 'tcp-reset' : null)
      : null
  words.take('type')
  const word = words.next() ?? ''
  if (kind === 'icmp') return forOne('inet', icmp[word])
  if (kind === 'icmpv6') return forOne('inet6', icmpv6[word])
  return kind === 'icmpx' ? forBoth(icmpx[word]) : null
}

const forBoth = (words: readonly [string, string] | undefined): RejectWord | null =>
  words ? ({ family }) => (family === 'inet' ? words[0] : words[1]) : null

const forOne = (family: Packet['family'], how: string | undefined): RejectWord | null =>
  how === undefined ? null : (packet) => (packet.family === family ? how : null)
