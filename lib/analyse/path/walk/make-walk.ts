import { type Connections, createConnections } from '../firewall/connections.ts'
import { arriveFrame } from '../link/arrive-frame.ts'
import { carryFrame } from '../link/carry-frame.ts'
import { receivePacket } from './receive-packet.ts'
import { sendPacket } from './send-packet.ts'
import { transmitPacket } from './transmit-packet.ts'
import type { BalancedFlow, Met, Walk } from './walk.ts'
import type { Space, World } from './world.ts'

/** A walk that knows no connection yet. One behind a proxy has `heard` what the one to the proxy has. */
export function makeWalk(
  world: World,
  choose: Walk['choose'],
  assumptions: Set<string>,
  met: Met | undefined,
  heard: Walk['heard'],
): Walk {
  const connections = new Map<Space, Connections>()
  const balanced = new Map<Space, BalancedFlow[]>()
  return wired({
    world,
    connectionsOf: (space) => {
      let known = connections.get(space)
      if (!known) {
        known = createConnections()
        connections.set(space, known)
      }
      return known
    },
    balancedIn: (space) => {
      const known = balanced.get(space) ?? []
      balanced.set(space, known)
      return known
    },
    heard,
    choose,
    met,
    assume: (what) => assumptions.add(what),
  })
}

/** Lets the layers call each other. */
export function wired(state: Omit<Walk, 'send' | 'receive' | 'transmit' | 'carry' | 'arrive'>): Walk {
  const walk: Walk = {
    ...state,
    send: (sending) => sendPacket(walk, sending),
    receive: (receiving) => receivePacket(walk, receiving),
    transmit: (transmission) => transmitPacket(walk, transmission),
    carry: (space, device, frame, trail) => carryFrame(walk, space, device, frame, trail),
    arrive: (space, device, frame, trail) => arriveFrame(walk, space, device, frame, trail),
  }
  return walk
}
