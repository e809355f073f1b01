import { z } from 'zod'
import { ListeningSocket } from '../model/namespace.ts'
import type { PartReading } from './namespace-facts.ts'

const protocols = ListeningSocket.shape.protocol
const shape = /^(\S+)\s+(\S+)\s+(\d+)\s+(\d+)\s+(\S+):(\d+|\*)\s+(\S+)\s*(.*)$/

/** Output of `ss -H -l -n -p -t -u -e`. */
export function parseSockets(text: string): PartReading<ListeningSocket[]> {
  const value: ListeningSocket[] = []
  const unknown: string[] = []
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue
    const socket = parseLine(line.trim())
    if (socket) value.push(socket)
    else unknown.push(line)
  }
  if (unknown.length === 0) return { value, problems: [] }
  const reason = `${unknown.length} lines, first: ${unknown[0]?.slice(0, 120)}`
  return { value, problems: [{ code: 'not-understood', reason }] }
}

function parseLine(line: string): ListeningSocket | null {
  const [, netid, , , , local, port, , rest = ''] = shape.exec(line) ?? []
  const protocol = protocols.safeParse(netid)
  const number = z.coerce.number().int().safeParse(port)
  if (!protocol.success || !number.success || local === undefined) return null
  const address = local.replace(/^\[(.*)\]/, '$1').replace(/%.*$/, '')
  const device = /%([^\]%]+)\]?$/.exec(local)?.[1]
  const family = address === '*' ? 'any' : address.includes(':') ? 'inet6' : 'inet'
  return {
    protocol: protocol.data,
    family,
    address,
    ...(device === undefined ? {} : { device }),
    port: number.data,
    takesIpv4: takesIpv4(family, local, rest),
    process: processOf(rest),
  }
}

/**
 * `ss` writes `*` for an IPv6 socket on every address that is open for IPv4 too, and `[::]` for one that is not. One from before it had
 * brackets writes both as `::`.
 */
function takesIpv4(family: ListeningSocket['family'], local: string, rest: string): boolean | null {
  if (family === 'any' || family === 'inet') return true
  if (!/^(\[::\]|::)(%|$)/.test(local)) return false
  const only = /\bv6only:(\d)/.exec(rest)?.[1]
  if (only !== undefined) return only === '0'
  return local.startsWith('[') ? false : null
}

function processOf(rest: string): ListeningSocket['process'] {
  const [, name, pid] = /users:\(\("((?:[^"\\]|\\.)*)",pid=(\d+)/.exec(rest) ?? []
  return name === undefined || pid === undefined ? null : { name, pid: Number(pid) }
}
