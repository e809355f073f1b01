import type { Packet } from '../packet.ts'

/** The numbers of IP for the protocols that packets of a trace have (IANA). */
const numbers: Readonly<Record<Packet['protocol'], number>> = { icmp: 1, tcp: 6, udp: 17, esp: 50 }
const icmpv6 = 58

/** The number of the protocol in a packet's IP header; an ICMP error is ICMP, whatever it is about. */
export function protocolNumber({ protocol, family, role }: Pick<Packet, 'protocol' | 'family' | 'role'>): number {
  if (role !== 'error' && protocol !== 'icmp') return numbers[protocol]
  return family === 'inet' ? numbers.icmp : icmpv6
}

/** TCP's flags: SYN, SYN and ACK, RST and ACK; PSH and ACK of what follows. */
export function tcpFlags({ role, reset, later }: Packet): number {
  if (later) return 0x18
  if (role === 'request') return 0x02
  return reset ? 0x14 : 0x12
}

/** Type of service: none is asked for by a packet of a trace; an ICMP error of IPv4 has internetwork control (`icmp_send`). */
export const typeOfService = ({ role, family }: Packet): number => (role === 'error' && family === 'inet' ? 0xc0 : 0)

/** Whether conntrack counts on the connection by now (IPS_ASSURED): TCP's third packet says so, a datagram only after two seconds of them. */
export const isAssured = ({ later }: Packet): boolean => later === true

/** Octets of the headers that it has at least. */
export const smallestSize = ({ family, protocol }: Packet): number =>
  (family === 'inet' ? 20 : 40) + (protocol === 'tcp' ? 20 : 8)
