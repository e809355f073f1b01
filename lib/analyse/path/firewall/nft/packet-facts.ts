import type { Packet } from '../../packet.ts'
import type { HookPlace } from '../compiled-firewall.ts'
import { type Unknown, unknown } from './seen.ts'

/** Whether what is at the hook is an ARP frame and no IP packet. */
export const isArp = (place: HookPlace): boolean => place.arp !== undefined

/** As nft sees it: in a bridge the port, not the bridge; empty where there is none. */
export const inNameOf = (place: HookPlace): string =>
  (place.level === 'bridge' ? (place.physicalIn ?? place.inInterface) : place.inInterface) ?? ''

export const outNameOf = (place: HookPlace): string =>
  (place.level === 'bridge' ? (place.physicalOut ?? place.outInterface) : place.outInterface) ?? ''

/** Octets behind so many of the headers, as far as the packet has a size. */
export const sizeOf = ({ size, anySize }: Packet, headers: number): number | Unknown =>
  anySize ? unknown('how large the packet is, is not known') : size - headers
