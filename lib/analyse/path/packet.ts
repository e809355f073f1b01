import type { Family } from '../../model/address.ts'
import type { Ip } from './ip.ts'

/** What can be asked about; in inet6 `icmp` is ICMPv6. `esp` and `vxlan` carriers are packets of their own: VXLAN is `udp`. */
export type Protocol = 'icmp' | 'tcp' | 'udp' | 'esp'

/** `error`: an ICMP error about the packet of the other way. */
export type PacketRole = 'request' | 'reply' | 'error'

/** One IP packet on its way. Never altered: what the kernel rewrites is another packet. */
export type Packet = {
  readonly family: Family
  readonly source: Ip
  readonly destination: Ip
  readonly protocol: Protocol
  /** 0 where the protocol has none. */
  readonly sourcePort: number
  readonly destinationPort: number
  /** `request`: SYN, echo request, first datagram. `reply`: SYN-ACK or RST, echo reply, datagram back. */
  readonly role: PacketRole
  /** A reply that says no: RST. */
  readonly reset: boolean
  /** Octets, IP header included. */
  readonly size: number
  /** The program or its kernel decides how large it is, and nobody asked for a size: `size` is one that it may have. */
  readonly anySize?: boolean
  readonly dontFragment: boolean
  readonly timeToLive: number
  /** The kernel's mark (`fwmark`); 0 unless a rule set it. It ends with the namespace. */
  readonly mark: number
  /** What an ICMP error is about: the packet as it was where the error was made; null for all else. */
  readonly about: Packet | null
  /** The network number in a VXLAN packet; null for all else. */
  readonly vni: number | null
  /** Where ICMPv6 asks for a neighbour (135) or answers (136): conntrack leaves it out. Absent for echo and errors. */
  readonly neighbourType?: 135 | 136
  /** A segment of a connection that is open: it carries ACK and data, and no SYN. */
  readonly later?: boolean
  /** What ESP hides. */
  readonly inside?: Packet
  /** IPVS gave it to one of a service's tasks. */
  readonly balanced?: boolean
  /** It came out of ESP here, as rules may ask. */
  readonly decrypted?: boolean
}

/** `tcp 10.0.0.2:40000 -> 10.0.0.3:80`, as sentences name it. */
export function describePacket({
  protocol,
  source,
  destination,
  sourcePort,
  destinationPort,
}: Pick<Packet, 'protocol' | 'source' | 'destination' | 'sourcePort' | 'destinationPort'>): string {
  const end = (ip: Ip, port: number): string => {
    if (port === 0) return ip.text
    return ip.family === 'inet6' ? `[${ip.text}]:${port}` : `${ip.text}:${port}`
  }
  return `${protocol} ${end(source, sourcePort)} -> ${end(destination, destinationPort)}`
}
