import type { Interface } from '../../../model/interface.ts'
import type { Ip } from '../ip.ts'
import type { Packet } from '../packet.ts'
import type { Stop } from '../walk/stop.ts'
import type { Trail } from '../walk/trail.ts'
import type { Space } from '../walk/world.ts'

/** An Ethernet frame: a packet to one MAC, a question to all (ARP, neighbour solicitation), or the answer to who asked it. */
export type Frame = {
  sourceMac: string | null
  /** Null: to everybody. */
  destinationMac: string | null
  payload: { kind: 'packet'; packet: Packet } | { kind: 'ask'; target: Ip; sender: Ip | null; isAnswer?: boolean }
  /** The tag that it carries. */
  vlan: number | null
}

/** A frame that an IP layer, or somebody in its place, takes. */
export type Reception =
  | {
      kind: 'taken'
      space: Space
      device: Interface
      port: Interface | null
      frame: Frame
      /** The bridge took it through PREROUTING already (br_netfilter). */
      prerouted: boolean
      trail: Trail
    }
  /** A device that answers for others (VXLAN's `proxy`, proxy ARP). */
  | { kind: 'answered'; mac: string; by: string; trail: Trail }
  /** It is on a wire where more may be than is read. `uplink` is the interface that it left by. */
  | { kind: 'outside'; uplink: Interface; space: Space; frame: Frame; trail: Trail }

/** Everyone whom a frame comes to, and where copies of it were lost. */
export type Carried = { receptions: Reception[]; losses: Stop[] }

export const lost = (loss: Stop): Carried => ({ receptions: [], losses: [loss] })

export const together = (parts: readonly Carried[]): Carried => ({
  receptions: parts.flatMap(({ receptions }) => receptions),
  losses: parts.flatMap(({ losses }) => losses),
})

/** What a loss is about; a question has no packet. */
export const packetOf = ({ payload }: Frame): Packet | null => (payload.kind === 'packet' ? payload.packet : null)

export const withPacket = (frame: Frame, packet: Packet): Frame =>
  packet === packetOf(frame) ? frame : { ...frame, payload: { kind: 'packet', packet } }

/** A mark ends with its namespace (skb_scrub_packet). */
export function withoutMark(frame: Frame): Frame {
  const packet = packetOf(frame)
  return packet && packet.mark !== 0 ? withPacket(frame, { ...packet, mark: 0 }) : frame
}
