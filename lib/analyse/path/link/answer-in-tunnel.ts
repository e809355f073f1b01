import type { Interface, InterfaceKind } from '../../../model/interface.ts'
import { type Ip, ipOf } from '../ip.ts'
import { stop } from '../walk/stop.ts'
import type { Trail } from '../walk/trail.ts'
import type { Space } from '../walk/world.ts'
import { type Carried, lost } from './frame.ts'

type Vxlan = Extract<InterfaceKind, { kind: 'vxlan' }>

/** NUD_CONNECTED: out of an entry of another state it answers nobody. */
const connected = new Set(['PERMANENT', 'NOARP', 'REACHABLE'])

/** arp_reduce and neigh_reduce: with `proxy` it answers for the neighbours that it was told of, and sends the question nowhere. */
export function answerInTunnel(space: Space, device: Interface, type: Vxlan, target: Ip, trail: Trail): Carried {
  if (!type.flags.includes('proxy'))
    return lost(
      stop(
        { space, packet: null, trail },
        'unknown',
        'fact-missing',
        `Unknown on ${space.label}: ${device.name} sends questions for a neighbour to all its tunnel ends.`,
      ),
    )
  const neighbour = space.namespace.neighbours.find(
    ({ device: name, address, proxy }) => name === device.name && ipOf(address) === target && !proxy,
  )
  if (!neighbour?.mac || !neighbour.state.some((state) => connected.has(state)))
    return lost(
      stop(
        { space, packet: null, trail },
        'no-neighbour',
        'no-neighbour',
        `${device.name} in ${space.label} has no neighbour entry for ${target.text} that is good, and asks nobody.`,
        {
          toChange: `${device.name} would need a neighbour entry for ${target.text}; the engine writes it when it hears of the container.`,
        },
      ),
    )
  return {
    receptions: [
      {
        kind: 'answered',
        mac: neighbour.mac,
        by: `${device.name} in ${space.label}, out of its entry ${target.text} lladdr ${neighbour.mac} ${neighbour.state.join(' ')},`,
        trail,
      },
    ],
    losses: [],
  }
}
