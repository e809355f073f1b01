import { unreadOwner } from '../ends/unread-owner.ts'
import { ipOf } from '../ip.ts'
import { findNeighbour } from '../link/find-neighbour.ts'
import type { Reception } from '../link/frame.ts'
import { uplinksOf } from '../link/uplinks.ts'
import { stop } from './stop.ts'
import { enterUnseen, leave, note } from './trail.ts'
import type { Ending, Transmission, Walk } from './walk.ts'

/** A packet leaves the IP layer by a device: the next hop's MAC, the frame, and whoever takes it. */
export function transmitPacket(walk: Walk, transmission: Transmission): Ending {
  const { space, device, packet } = transmission
  if (device.type.kind === 'loopback')
    return walk.receive({
      ...{ space, device, port: null, packet },
      ...{ sourceMac: null, destinationMac: null, prerouted: false, trail: transmission.trail },
    })
  const sent = transmission
  const isRouted = device.type.kind === 'ipvlan' && device.type.mode !== 'l2'
  // ARP is off on such a device: its neighbours have its own MAC.
  const neighbour = isRouted
    ? { kind: 'found' as const, mac: device.mac ?? '', trail: sent.trail }
    : findNeighbour(walk, sent)
  if (neighbour.kind === 'stopped') return neighbour
  if (neighbour.kind === 'outside')
    return leaveWhatIsRead(
      walk,
      { ...sent, trail: leave(neighbour.trail, neighbour.uplink) },
      neighbour.entry?.mac ?? null,
    )
  const frame = {
    sourceMac: device.mac,
    destinationMac: neighbour.mac,
    payload: { kind: 'packet' as const, packet: sent.packet },
    vlan: null,
  }
  const carried = walk.carry(space, device, frame, neighbour.trail)
  const taken = carried.receptions.filter(
    (reception): reception is Extract<Reception, { kind: 'taken' }> => reception.kind === 'taken',
  )
  const [one, another] = taken
  if (one && another)
    return stop(
      { space, packet, trail: neighbour.trail },
      'unknown',
      'several-ways',
      `Unknown on ${space.label}: ${one.device.name} of ${one.space.label} and ${another.device.name} of ${another.space.label} both have the MAC ${neighbour.mac}.`,
    )
  if (one && one.frame.payload.kind === 'packet')
    return walk.receive({
      ...{ space: one.space, device: one.device, port: one.port, packet: one.frame.payload.packet },
      ...{
        sourceMac: one.frame.sourceMac,
        destinationMac: one.frame.destinationMac,
        prerouted: one.prerouted,
        trail: one.trail,
      },
    })
  const [loss] = carried.losses
  if (loss) return loss
  if (isRouted) return leaveByParent(walk, sent)
  if (carried.receptions.some(({ kind }) => kind === 'outside'))
    return leaveWhatIsRead(walk, { ...sent, trail: neighbour.trail }, neighbour.mac)
  return stop(
    { space, packet, trail: neighbour.trail },
    'dropped',
    'wrong-neighbour',
    `Dropped on the link of ${device.name} of ${space.label}: nobody there has the MAC ${neighbour.mac}, which ${sent.nextHop.text} is held to have.`,
    {
      toChange: `The neighbour entry for ${sent.nextHop.text} on ${device.name} would have to go or name the right MAC (ip neighbour).`,
    },
  )
}

/** What an ipvlan of mode l3 or l3s sends to others goes on as a packet of the parent's namespace, by the parent alone (ipvlan_process_outbound). */
function leaveByParent(walk: Walk, { space, device, packet, trail }: Transmission): Ending {
  const parent = device.parentId === null ? undefined : walk.world.interface.get(device.parentId)
  const parentSpace = parent && walk.world.spaceOf(parent)
  if (!parent || !parentSpace)
    return stop(
      { space, packet, trail },
      'unknown',
      'fact-missing',
      `Unknown on ${space.label}: what ${device.name} sits on was not found.`,
    )
  return walk.send({ space: parentSpace, packet: { ...packet, mark: 0 }, by: parent, trail: leave(trail, device) })
}

/**
 * Nobody who is read has the next hop. A router that no agent reads is taken to pass packets on to the addresses that hosts have on their
 * wires, which is said as an assumption; where anything else leads is not known.
 */
function leaveWhatIsRead(walk: Walk, { space, nextHop, packet, trail }: Transmission, mac: string | null): Ending {
  const outside = enterUnseen(trail, packet)
  const isNear = nextHop === packet.destination
  if (!isNear) {
    const target = uplinksOf(walk.world).find(({ device }) =>
      device.addresses.some(({ prefix }) => ipOf(prefix) === packet.destination),
    )
    if (target) {
      walk.assume(
        `${nextHop.text}, which no agent reads, routes between ${space.host.name} and ${target.space.host.name}.`,
      )
      return walk.receive({
        ...{
          space: target.space,
          device: target.device,
          port: null,
          packet: { ...packet, timeToLive: packet.timeToLive - 1, mark: 0 },
        },
        ...{ sourceMac: null, destinationMac: target.device.mac, prerouted: false },
        trail: note(
          outside,
          'assume',
          `${nextHop.text} is taken to route it to ${target.space.host.name}; no agent reads it.`,
        ),
      })
    }
  }
  const unread = unreadOwner(walk.world.topology, nextHop)
  const onWire = `${nextHop.text} is on a wire of ${space.host.name} that more may be on than is read${mac === null ? '' : `; its MAC is ${mac}`}`
  const near = unread === null ? onWire : `${nextHop.text} is ${unread}'s, whose namespace was not read`
  const says = isNear ? near : `it goes to the router ${nextHop.text}, which no agent reads`
  return { kind: 'left', packet, near: isNear, says, trail: note(outside, 'underlay', `${says}.`) }
}
