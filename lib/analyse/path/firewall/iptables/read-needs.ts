import { type Ip, ipOf } from '../../ip.ts'
import type { RuleNeeds } from '../compiled-firewall.ts'

/** The start of a rule: iptables-save prints these in this order, each perhaps behind a `!`, and ports right after them. */
const head =
  /^(?:(! )?-s (\S+) ?)?(?:(! )?-d (\S+) ?)?(?:(! )?-i (\S+) ?)?(?:(! )?-o (\S+) ?)?(?:(! )?-p (\S+) ?)?(?:-m (?:tcp|udp) --dport (\d+)(?= |$))?/

/** What a rule asks that long chains are searched by, without reading all of it. */
export function readNeeds(text: string): RuleNeeds {
  const [, notFrom, from, notTo, to, notIn, into, notOut, out, notProtocol, protocol, port] = head.exec(text) ?? []
  const source = notFrom ? null : oneAddress(from)
  const destination = notTo ? null : oneAddress(to)
  const known = !notProtocol && (protocol === 'tcp' || protocol === 'udp') ? protocol : null
  return {
    ...(source && { source }),
    ...(destination && { destination }),
    ...(!notIn && isName(into) && { inInterface: into }),
    ...(!notOut && isName(out) && { outInterface: out }),
    ...(known && { protocol: known }),
    ...(known && port !== undefined && { destinationPort: Number(port) }),
  }
}

const isName = (name: string | undefined): name is string => name !== undefined && !name.endsWith('+')

const oneAddress = (text: string | undefined): Ip | null =>
  text !== undefined && /^[\d.]+(?:\/32)?$|\/128$/.test(text) ? ipOf(text.replace(/\/\d+$/, '')) : null
