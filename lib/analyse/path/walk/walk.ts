import type { Interface } from '../../../model/interface.ts'
import type { ListeningSocket } from '../../../model/namespace.ts'
import type { HookPlace } from '../firewall/compiled-firewall.ts'
import type { Connections } from '../firewall/connections.ts'
import type { Ip } from '../ip.ts'
import type { Carried, Frame } from '../link/frame.ts'
import type { Packet } from '../packet.ts'
import type { Stop } from './stop.ts'
import type { Trail } from './trail.ts'
import type { Space, World } from './world.ts'

/** Who takes a packet: the kernel itself, or the program that holds a socket. */
export type Taker = { by: 'kernel'; socket: null } | { by: 'socket'; socket: ListeningSocket }

/** How the walk of one packet ends. */
export type Ending =
  | {
      kind: 'arrived'
      space: Space
      /** As it is when it arrives, translated. */
      packet: Packet
      /** Who takes it; null where nobody does, and the kernel says so. */
      taker: Taker | null
      /** The VRF that it came by, by which the answer goes too; null outside of one. */
      vrf: Interface | null
      trail: Trail
    }
  /** It goes out of what is read. `near` is true where it is on its last wire, towards the very address. */
  | { kind: 'left'; packet: Packet; near: boolean; says: string; trail: Trail }
  | Stop

/** The first packet that a program in a namespace makes, or the answer to one. `by`: the device that the socket is bound to. */
export type Sending = {
  space: Space
  packet: Omit<Packet, 'source'> & { source: Ip | null }
  by?: Interface | null
  trail: Trail
}

/** A packet that comes to the IP layer of a namespace. */
export type Receiving = {
  space: Space
  device: Interface
  /** The port of the bridge that it came by. */
  port: Interface | null
  packet: Packet
  sourceMac: string | null
  destinationMac: string | null
  /** It has been through PREROUTING already, in the bridge. */
  prerouted: boolean
  trail: Trail
}

/** A packet that is to leave a namespace by a device, towards a next hop on its link. */
export type Transmission = { space: Space; device: Interface; nextHop: Ip; packet: Packet; trail: Trail }

/** A connection that IPVS gave to one of a service's tasks (struct ip_vs_conn). */
export type BalancedFlow = {
  client: Ip
  clientPort: number
  virtual: Ip
  virtualPort: number
  real: Ip
  realPort: number
}

/** Hears of a packet that comes to a hook. */
export type Met = (space: Space, place: HookPlace, packet: Packet) => void

/** One walk through a world. The functions are here so that the layers may call each other in circles, as the kernel's do. */
export type Walk = {
  world: World
  connectionsOf: (space: Space) => Connections
  /** The connections that IPVS knows in a namespace; new ones are pushed. */
  balancedIn: (space: Space) => BalancedFlow[]
  /** What is learned in this flow of who sends: the MAC behind an address by who is asked (`heardKey`), the tunnel end behind a MAC (`learnedKey`). */
  heard: Map<string, string>
  /** Which of so many equal ways to go; each combination is a branch of its own. */
  choose: (count: number) => number
  assume: (what: string) => void
  met: Met | undefined
  send: (sending: Sending) => Ending
  receive: (receiving: Receiving) => Ending
  transmit: (transmission: Transmission) => Ending
  /** A frame that leaves by a device: to whom it comes. */
  carry: (space: Space, device: Interface, frame: Frame, trail: Trail) => Carried
  /** A frame that comes to a device from outside the namespace. */
  arrive: (space: Space, device: Interface, frame: Frame, trail: Trail) => Carried
}
