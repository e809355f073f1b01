import { z } from 'zod'
import type { InterfaceKind } from '../model/interface.ts'
import type { LinkFacts, OtherLink, PartReading } from './namespace-facts.ts'
import { parseJsonList } from './parse-json-list.ts'

const data = z.record(z.string(), z.unknown())

const link = z.object({
  ifindex: z.number().int(),
  ifname: z.string(),
  altnames: z.array(z.string()).optional(),
  /** The other link: by name in this namespace, by index in another. */
  link: z.string().nullish(),
  link_index: z.number().int().optional(),
  link_netnsid: z.number().int().optional(),
  flags: z.array(z.string()).optional(),
  mtu: z.number().int().optional(),
  operstate: z.string().optional(),
  master: z.string().optional(),
  link_type: z.string().optional(),
  address: z.string().optional(),
  promiscuity: z.number().int().optional(),
  xdp: data.optional(),
  linkinfo: z
    .object({
      info_kind: z.string().optional(),
      info_data: data.optional(),
      info_slave_kind: z.string().optional(),
      info_slave_data: data.optional(),
    })
    .optional(),
})
type Link = z.output<typeof link>
type Data = z.output<typeof data>

/** Output of `ip -j -d link show`. */
export function parseLinks(text: string): PartReading<LinkFacts[]> {
  const { value, problems } = parseJsonList(text, link)
  return { value: value.map(toFacts), problems }
}

function toFacts(entry: Link): LinkFacts {
  const flags = entry.flags ?? []
  return {
    index: entry.ifindex,
    name: entry.ifname,
    alternativeNames: entry.altnames ?? [],
    type: kindOf(entry),
    mac: entry.link_type === 'ether' ? (entry.address ?? null) : null,
    mtu: entry.mtu ?? 0,
    up: flags.includes('UP'),
    operationalState: entry.operstate ?? 'UNKNOWN',
    promiscuous: (entry.promiscuity ?? 0) > 0 || flags.includes('PROMISC'),
    master: entry.master ?? null,
    bridgePort: portOf(entry),
    program: programOf(entry),
    other: otherOf(entry),
  }
}

function kindOf(entry: Link): InterfaceKind {
  if (entry.link_type === 'loopback') return { kind: 'loopback' }
  const name = entry.linkinfo?.info_kind
  const data = entry.linkinfo?.info_data ?? {}
  switch (name) {
    case undefined:
      return { kind: 'physical' }
    case 'veth':
      return { kind: 'veth' }
    case 'bridge':
      return {
        kind: 'bridge',
        stp: isOn(data, 'stp_state'),
        vlanFiltering: isOn(data, 'vlan_filtering'),
        nfCallIptables: isOn(data, 'nf_call_iptables'),
        nfCallIp6tables: isOn(data, 'nf_call_ip6tables'),
      }
    case 'macvlan':
      return { kind: name, mode: textOf(data, 'mode') ?? 'unknown' }
    case 'ipvlan': {
      const [flag] = (['private', 'vepa'] as const).filter((one) => isOn(data, one))
      return { kind: name, mode: textOf(data, 'mode') ?? 'unknown', ...(flag && { flag }) }
    }
    case 'vxlan':
      return {
        kind: 'vxlan',
        vni: numberOf(data, 'id') ?? 0,
        port: numberOf(data, 'port') ?? 0,
        local: textOf(data, 'local') ?? textOf(data, 'local6'),
        remote: textOf(data, 'remote') ?? textOf(data, 'remote6') ?? textOf(data, 'group') ?? textOf(data, 'group6'),
        learning: data.learning !== false,
        flags: ['proxy', 'l2miss', 'l3miss', 'rsc', 'external', 'gbp'].filter((flag) => isOn(data, flag)),
      }
    case 'vlan':
      return { kind: 'vlan', vlanId: numberOf(data, 'id') ?? 0 }
    default: {
      const table = name === 'vrf' ? numberOf(data, 'table') : null
      return table === null ? { kind: 'other', name } : { kind: 'other', name, table }
    }
  }
}

function portOf(entry: Link): LinkFacts['bridgePort'] {
  if (entry.linkinfo?.info_slave_kind !== 'bridge') return null
  const data = entry.linkinfo.info_slave_data ?? {}
  const withheld = floods.filter(({ field }) => data[field] === false || data[field] === 0).map(({ kind }) => kind)
  return {
    state: textOf(data, 'state') ?? 'unknown',
    hairpin: isOn(data, 'hairpin'),
    isolated: isOn(data, 'isolated'),
    learning: isOn(data, 'learning'),
    ...(withheld.length > 0 && { withheld }),
    ...(isOn(data, 'locked') && { locked: true }),
  }
}

/** An older `ip` does not tell of all of them. */
const floods = [
  { field: 'flood', kind: 'unicast' },
  { field: 'mcast_flood', kind: 'multicast' },
  { field: 'bcast_flood', kind: 'broadcast' },
] as const

const xdpModes = ['', 'xdp', 'xdpgeneric', 'xdpoffload', 'xdpmulti']

/** `xdpgeneric prog/xdp id 15 name drop_all tag 03b13f331978c78c`. */
function programOf({ xdp }: Link): string | null {
  if (!xdp) return null
  const program = data.safeParse(xdp.prog)
  const words = [xdpModes[numberOf(xdp, 'mode') ?? 1] ?? 'xdp', 'prog/xdp']
  if (!program.success) return words.join(' ')
  for (const field of ['id', 'name', 'tag']) {
    const value = program.data[field]
    if (typeof value === 'string' || typeof value === 'number') words.push(field, String(value))
  }
  return words.join(' ')
}

function otherOf(entry: Link): OtherLink | null {
  if (entry.link_index !== undefined)
    return entry.link_index === 0 ? null : { index: entry.link_index, name: null, nsid: entry.link_netnsid ?? null }
  // A VXLAN names what it sends through among its own data; from another namespace that name would be guessed.
  const name = entry.link ?? (entry.link_netnsid === undefined ? textOf(entry.linkinfo?.info_data ?? {}, 'link') : null)
  return name ? { index: null, name, nsid: entry.link_netnsid ?? null } : null
}

const isOn = (data: Data, field: string): boolean => data[field] === true || (numberOf(data, field) ?? 0) > 0

function textOf(data: Data, field: string): string | null {
  const value = data[field]
  return typeof value === 'string' ? value : null
}

function numberOf(data: Data, field: string): number | null {
  const value = data[field]
  return typeof value === 'number' ? value : null
}
