import type { IpvsService } from '../model/namespace.ts'
import type { PartReading } from './namespace-facts.ts'

/** Text of /proc/net/ip_vs: three lines of head, then services with their destinations, numbers in hex. */
export function parseIpvs(text: string): PartReading<IpvsService[]> {
  const value: IpvsService[] = []
  const unknown: string[] = []
  for (const line of text.split('\n')) {
    const words = line.trim().split(/\s+/)
    if (line.trim() === '' || /^(?:IP Virtual Server|Prot LocalAddress|-> RemoteAddress)/.test(line.trim())) continue
    if (words[0] === '->') {
      const destination = destinationOf(words)
      const service = value.at(-1)
      if (destination && service) service.destinations.push(destination)
      else unknown.push(line)
      continue
    }
    const service = serviceOf(words)
    if (service) value.push(service)
    else unknown.push(line)
  }
  if (unknown.length === 0) return { value, problems: [] }
  const reason = `${unknown.length} lines, first: ${unknown[0]?.slice(0, 120)}`
  return { value, problems: [{ code: 'not-understood', reason }] }
}

function serviceOf([protocol, key, scheduler]: string[]): IpvsService | null {
  if (protocol === undefined || key === undefined || scheduler === undefined) return null
  if (protocol === 'FWM') {
    if (!/^[0-9A-F]{8}$/i.test(key)) return null
    return { service: `fwmark ${Number.parseInt(key, 16)}`, scheduler, destinations: [] }
  }
  const address = addressOf(key)
  return address === null ? null : { service: `${protocol.toLowerCase()} ${address}`, scheduler, destinations: [] }
}

function destinationOf([, key, forward, weight]: string[]): IpvsService['destinations'][number] | null {
  const address = addressOf(key ?? '')
  if (address === null || forward === undefined || !/^\d+$/.test(weight ?? '')) return null
  return { address, weight: Number(weight), forward }
}

/** `0A000105:0050` is 10.0.0.5:80; IPv6 stands in brackets and in words of its own. */
function addressOf(key: string): string | null {
  const [, hex, hexPort] = /^([0-9A-F]{8}):([0-9A-F]{4})$/i.exec(key) ?? []
  if (hex !== undefined && hexPort !== undefined) {
    const bytes = [0, 2, 4, 6].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
    return `${bytes.join('.')}:${Number.parseInt(hexPort, 16)}`
  }
  const [, ipv6, port] = /^\[([0-9a-f:]+)\]:([0-9A-F]{4})$/i.exec(key) ?? []
  return ipv6 === undefined || port === undefined ? null : `[${ipv6}]:${Number.parseInt(port, 16)}`
}
