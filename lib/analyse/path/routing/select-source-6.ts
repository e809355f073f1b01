import type { Interface, InterfaceAddress } from '../../../model/interface.ts'
import { blockOf, contains, type Ip, type IpBlock, ipOf } from '../ip.ts'
import type { CompiledRouting } from './compile-routing.ts'
import { vrfOf } from './vrf-of.ts'

/** The kernel's own label table (net/ipv6/addrlabel.c), the longest prefixes first. */
const labels: [IpBlock | null, number][] = [
  [blockOf('::1/128'), 0],
  [blockOf('::/96'), 3],
  [blockOf('::ffff:0:0/96'), 4],
  [blockOf('2001::/32'), 6],
  [blockOf('2001:10::/28'), 7],
  [blockOf('2002::/16'), 2],
  [blockOf('3ffe::/16'), 12],
  [blockOf('fec0::/10'), 11],
  [blockOf('fc00::/7'), 5],
]
const labelOf = (ip: Ip): number => labels.find(([block]) => block !== null && contains(block, ip))?.[1] ?? 1

const multicast = blockOf('ff00::/8')
const linkLocal = blockOf('fe80::/10')
const siteLocal = blockOf('fec0::/10')
const loopback = ipOf('::1')
const within = (block: IpBlock | null, ip: Ip): boolean => block !== null && contains(block, ip)

const scopeOf = (ip: Ip): number => {
  if (within(multicast, ip)) return Number((ip.value >> 112n) & 0xfn)
  if (within(linkLocal, ip) || ip === loopback) return 2
  return within(siteLocal, ip) ? 5 : 14
}

type Candidate = { ip: Ip; address: InterfaceAddress; device: Interface }

/** RFC 6724, section 5, as `ipv6_dev_get_saddr` applies it. */
export function selectSource6(routing: CompiledRouting, device: Interface, destination: Ip): Ip | null {
  const onlyDevice = within(multicast, destination) || within(linkLocal, destination)
  const vrf = vrfOf(routing, device)
  let best: Candidate | null = null
  for (const other of onlyDevice ? [device] : routing.interfaces) {
    if (other !== device && vrfOf(routing, other) !== vrf) continue
    for (const address of other.addresses) {
      const ip = isCandidate(address) ? ipOf(address.prefix) : null
      if (!ip) continue
      const candidate = { ip, address, device: other }
      if (!best || compare(candidate, best, device, destination) > 0) best = candidate
    }
  }
  return best?.ip ?? null
}

const isCandidate = ({ family, flags }: InterfaceAddress): boolean =>
  family === 'inet6' && (!flags.includes('tentative') || flags.includes('optimistic')) && !flags.includes('dadfailed')

/** Above zero where `a` is better than `b`. */
function compare(a: Candidate, b: Candidate, device: Interface, destination: Ip): number {
  const rank = (value: boolean): number => (value ? 1 : 0)
  const by = (of: (candidate: Candidate) => boolean): number => rank(of(a)) - rank(of(b))
  return (
    by(({ ip }) => ip === destination) ||
    scopeFit(a.ip, destination) - scopeFit(b.ip, destination) ||
    by(({ ip, address }) => labelOf(ip) === 12 || !address.flags.includes('deprecated')) ||
    by((candidate) => candidate.device === device) ||
    by(({ ip }) => labelOf(ip) === labelOf(destination)) ||
    by(({ address }) => !address.flags.includes('temporary')) ||
    commonBits(a, destination) - commonBits(b, destination) ||
    by(({ address }) => !address.flags.includes('optimistic'))
  )
}

/** The smallest scope that reaches; one that falls short is worse than any that does. */
function scopeFit(source: Ip, destination: Ip): number {
  const scope = scopeOf(source)
  const wanted = scopeOf(destination)
  return scope >= wanted ? -scope : scope - 128
}

function commonBits({ ip, address }: Candidate, destination: Ip): number {
  const difference = ip.value ^ destination.value
  const same = difference === 0n ? 128 : 128 - difference.toString(2).length
  return Math.min(same, Number(address.prefix.split('/')[1] ?? 128))
}
