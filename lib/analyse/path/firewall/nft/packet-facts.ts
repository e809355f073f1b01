import type { Packet } from '../../packet.ts'
import type { HookPlace } from '../compiled-firewall.ts'

const numbers: Record<Packet['protocol'], number> = { icmp: 1, tcp: 6, udp: 17, esp: 50 }

/** The number in the IP header (`ip protocol`, `ip6 nexthdr`). */
export const protocolNumber = ({ protocol, family, role }: Packet): number => {
  if (role !== 'error' && protocol !== 'icmp') return numbers[protocol]
  return family === 'inet' ? 1 : 58
}

/** Whether what is at the hook is an ARP frame and no IP packet. */
export const isArp = (place: HookPlace): boolean => place.arp !== undefined

/** As nft sees it: in a bridge the port, not the bridge; empty where there is none. */
export const inNameOf = (place: HookPlace): string =>
  (place.level === 'bridge' ? (place.physicalIn ?? place.inInterface) : place.inInterface) ?? ''

export const outNameOf = (place: HookPlace): string =>
  (place.level === 'bridge' ? (place.physicalOut ?? place.outInterface) : place.outInterface) ?? ''
