import { SeededRandom } from '../../seeded-random.ts'

/** What is asked of both, the kernel and `lookupRoute`. */
export type Asked = {
  family: 'inet' | 'inet6'
  destination: string
  source: string | null
  /** Null for a packet made here. */
  inInterface: string | null
  outInterface: string | null
  mark: number
  protocol: 'tcp' | 'udp'
  sourcePort: number
  destinationPort: number
}

/** The interfaces; the other end of the last one is to be set down. */
export const devices = ['d0', 'd1', 'd2', 'd3'] as const
const tables = ['main', '100', '200'] as const

/** Lines of `ip -batch` and sysctls that fill an empty namespace with interfaces, routes and rules which a seed decides. */
export function randomRoutes(seed: number): { links: string[]; routes: string[]; sysctls: string[] } {
  const random = new SeededRandom(seed)
  const links = ['link set lo up']
  for (const [at, device] of devices.entries()) {
    links.push(`link add ${device} type veth peer name p${at}`)
    for (const end of [device, `p${at}`]) links.push(`link set ${end} addrgenmode none`, `link set ${end} up`)
    links.push(`address add 10.${at}.0.1/${random.pick([16, 24, 28])} dev ${device}`)
    if (random.chance(0.6)) links.push(`address add 10.${at}.0.2/24 dev ${device}`)
    if (random.chance(0.3))
      links.push(`address add 172.20.${at}.1/32 dev ${device} scope ${random.pick(['link', 'global'])}`)
    links.push(`address add fd00:${at}::1/64 dev ${device} nodad`)
    if (random.chance(0.5))
      links.push(`address add fd00:${at}::2/64 dev ${device} nodad preferred_lft ${random.pick([0, 3000])}`)
    if (random.chance(0.3)) links.push(`address add 2001:db8:${at}::1/64 dev ${device} nodad`)
  }
  const routes = ['inet', 'inet6'].flatMap((family) => {
    const is6 = family === 'inet6'
    return [
      ...Array.from({ length: 45 }, () => route(random, is6)),
      ...Array.from({ length: 8 }, () => rule(random, is6)),
    ]
  })
  return { links, routes, sysctls: settings(random) }
}

function settings(random: SeededRandom): string[] {
  const lines = ['net.ipv4.ip_forward=1', 'net.ipv6.conf.all.forwarding=1']
  for (const place of ['all', ...devices]) {
    lines.push(`net.ipv4.conf.${place}.rp_filter=${random.pick([0, 0, 1, 2])}`)
    lines.push(`net.ipv4.conf.${place}.accept_local=${random.pick([0, 0, 0, 1])}`)
    lines.push(`net.ipv4.conf.${place}.route_localnet=${random.pick([0, 0, 0, 1])}`)
    lines.push(`net.ipv4.conf.${place}.src_valid_mark=${random.pick([0, 1])}`)
    lines.push(`net.ipv4.conf.${place}.send_redirects=${random.pick([0, 1])}`)
    lines.push(`net.ipv4.conf.${place}.ignore_routes_with_linkdown=${random.pick([0, 0, 1])}`)
    lines.push(`net.ipv6.conf.${place}.ignore_routes_with_linkdown=${random.pick([0, 1])}`)
  }
  return lines
}

function prefix(random: SeededRandom, is6: boolean): string {
  if (random.chance(0.1)) return 'default'
  if (is6) {
    const length = random.pick([16, 24, 32, 40, 48, 56, 64, 128])
    const words = [0xfd00, random.whole(0, 5), random.whole(0, 1), random.whole(0, 1), 0, 0, 0, random.whole(1, 5)]
    return `${masked(words, 16, length)
      .map((word) => word.toString(16))
      .join(':')}/${length}`
  }
  const length = random.pick([8, 12, 16, 20, 24, 28, 30, 32])
  return `${masked([10, random.whole(0, 5), random.whole(0, 2), random.whole(0, 40)], 8, length).join('.')}/${length}`
}

/** Parts of so many bits each, with all behind the length cleared. */
const masked = (parts: number[], bits: number, length: number): number[] =>
  parts.map((part, at) => {
    const kept = Math.min(bits, Math.max(0, length - at * bits))
    return part & ~((1 << (bits - kept)) - 1)
  })

function nextHop(random: SeededRandom, is6: boolean): string {
  const at = random.whole(0, 3)
  const host = random.whole(3, 9)
  const gateway = is6 ? `fd00:${at}::${host}` : `10.${at}.0.${host}`
  return random.chance(0.7) ? `via ${gateway} dev d${at}` : `dev d${at}`
}

function route(random: SeededRandom, is6: boolean): string {
  const where = `table ${random.pick(tables)}${random.chance(0.4) ? ` metric ${random.whole(1, 4)}` : ''}`
  const to = prefix(random, is6)
  if (random.chance(0.25))
    return `route add ${random.pick(['blackhole', 'unreachable', 'prohibit', 'throw'])} ${to} ${where}`
  if (random.chance(0.1))
    return `route add local ${to === 'default' ? (is6 ? 'fd00:77::/64' : '10.77.0.0/24') : to} dev lo table local`
  if (random.chance(0.2))
    return `route add ${to} ${where} nexthop ${nextHop(random, is6)} weight ${random.whole(1, 3)} nexthop ${nextHop(random, is6)}`
  const at = random.whole(0, 3)
  const source = random.chance(0.2) && !is6 ? ` src 10.${at}.0.1` : ''
  return `route add ${to} ${nextHop(random, is6)}${source} ${where}`
}

function rule(random: SeededRandom, is6: boolean): string {
  const words = ['rule add']
  if (random.chance(0.15)) words.push('not')
  if (random.chance(0.5)) words.push('from', ofRule(random, is6))
  if (random.chance(0.4)) words.push('to', ofRule(random, is6))
  if (random.chance(0.3)) words.push('iif', random.pick(['lo', ...devices]))
  if (random.chance(0.1)) words.push('oif', random.pick(devices))
  if (random.chance(0.2)) words.push('fwmark', random.pick(['0x1', '0x1/0x3', '0x10/0xf0']))
  if (random.chance(0.3)) words.push('ipproto', random.pick(['tcp', 'udp', 'icmp']))
  if (random.chance(0.2)) words.push('dport', random.pick(['80', '53', '1-1000']))
  if (random.chance(0.1)) words.push('sport', random.pick(['40000', '30000-50000']))
  words.push('pref', String(random.whole(1, 40) * 10))
  if (random.chance(0.7)) {
    words.push('table', random.pick(tables))
    if (random.chance(0.3)) words.push('suppress_prefixlength', random.pick(['0', '8', '20']))
  } else words.push(random.pick(['goto 32766', 'goto 200', 'nop', 'blackhole', 'unreachable', 'prohibit']))
  return words.join(' ')
}

const ofRule = (random: SeededRandom, is6: boolean): string => {
  const text = prefix(random, is6)
  return text === 'default' ? 'all' : text
}

/** Questions about destinations in and beside the prefixes, made here and come in. */
export function randomQuestions(seed: number, count: number): Asked[] {
  const random = new SeededRandom(seed ^ 0x5eed)
  return Array.from({ length: count }, (): Asked => {
    const family = random.pick(['inet', 'inet', 'inet6'] as const)
    const comesIn = random.chance(0.5)
    const own = random.whole(0, 3)
    const outInterface = family === 'inet' && !comesIn && random.chance(0.1) ? random.pick(devices) : null
    const ownAddress = family === 'inet' ? `10.${own}.0.1` : `fd00:${own}::1`
    return {
      family,
      destination: address(random, family),
      source: comesIn ? address(random, family) : random.chance(0.4) ? ownAddress : null,
      inInterface: comesIn ? random.pick(devices) : null,
      outInterface,
      mark: random.pick([0, 0, 1, 0x10]),
      protocol: random.pick(['tcp', 'udp'] as const),
      sourcePort: random.pick([40_000, 1024]),
      destinationPort: random.pick([80, 53, 8080]),
    }
  })
}

function address(random: SeededRandom, family: Asked['family']): string {
  if (family === 'inet6')
    return `fd00:${random.whole(0, 5).toString(16)}:${random.whole(0, 1)}:${random.whole(0, 1)}::${random.whole(1, 9)}`
  if (random.chance(0.06))
    return random.pick(['127.0.0.1', '127.0.0.9', '8.8.8.8', '10.0.0.255', '10.1.255.255', '10.2.0.15'])
  return `10.${random.whole(0, 5)}.${random.whole(0, 2)}.${random.whole(0, 40)}`
}
