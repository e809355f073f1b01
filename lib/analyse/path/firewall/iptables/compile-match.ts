import { connectionMarkMatch, conntrackMatch } from './connection-matches.ts'
import { headerMatch } from './header-matches.ts'
import { icmpMatch } from './icmp-match.ts'
import { allOf, type Match, unsure } from './match.ts'
import { overlayMatch, policyMatch } from './overlay-matches.ts'
import {
  addressRangeMatch,
  addressTypeMatch,
  bridgePortMatch,
  differentiatedMatch,
  lengthMatch,
  macMatch,
  markMatch,
  packetTypeMatch,
  serviceMatch,
  timeToLiveMatch,
} from './packet-matches.ts'
import { portMatch } from './port-matches.ts'
import type { RuleMatch, RuleOption } from './split-rule.ts'

const each =
  (compile: (option: RuleOption) => Match) =>
  (options: readonly RuleOption[]): Match =>
    allOf(options.map(compile))

const modules: Readonly<Record<string, (options: readonly RuleOption[]) => Match>> = {
  tcp: each(portMatch),
  udp: each(portMatch),
  multiport: each(portMatch),
  icmp: each(icmpMatch),
  icmp6: each(icmpMatch),
  conntrack: conntrackMatch,
  state: conntrackMatch,
  mark: each(markMatch),
  connmark: each(connectionMarkMatch),
  iprange: each(addressRangeMatch),
  addrtype: compileAddressType,
  mac: each(macMatch),
  physdev: each(bridgePortMatch),
  pkttype: each(packetTypeMatch),
  length: each(lengthMatch),
  ttl: each(timeToLiveMatch),
  hl: each(timeToLiveMatch),
  tos: each(serviceMatch),
  dscp: each(differentiatedMatch),
  u32: (options) => overlayMatch('u32', options),
  bpf: (options) => overlayMatch('bpf', options),
  policy: policyMatch,
  ipvs: (options) =>
    options.every(({ name }) => name === '--ipvs')
      ? allOf(
          options.map(
            ({ negated }) =>
              ({ balanced }) =>
                (balanced === true) !== negated,
          ),
        )
      : unsure('-m ipvs asks for a connection of IPVS that is not known'),
  comment: () => () => true,
  // Headers of protocols that no packet of a trace has, and a routing header that none carries.
  sctp: () => () => false,
  dccp: () => () => false,
  rt: () => () => false,
}

const doubts: Readonly<Record<string, string>> = {
  limit: 'it depends on how many packets came before',
  hashlimit: 'it depends on how many packets came before',
  connlimit: 'it depends on how many connections there are',
  quota: 'it depends on how much came before',
  recent: 'it depends on which addresses were seen before',
  statistic: 'it matches some packets and not others',
  time: 'it depends on the time of day',
  set: 'the members of the set were not read',
  owner: 'it depends on the process that sends',
  cgroup: 'it depends on the process that sends',
  socket: 'it depends on the sockets at that moment',
  string: 'it looks into the payload',
  rpfilter: 'it asks routing for the way back',
}

export function compileMatch({ module, options }: RuleMatch): Match {
  if (module === '') return allOf(options.map((option) => headerMatch(option) ?? strange(option)))
  const known = modules[module]
  if (known) return known(options)
  return unsure(doubts[module] ?? `-m ${module} is not understood`)
}

const strange = ({ name }: RuleOption): Match => unsure(`${name} is not understood`)

function compileAddressType(options: readonly RuleOption[]): Match {
  const limited = options.some(({ name }) => name.startsWith('--limit-iface-'))
  const types = options.filter(({ name }) => name === '--src-type' || name === '--dst-type')
  return allOf(types.map((option) => addressTypeMatch(option, limited)))
}
