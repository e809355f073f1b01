import type { Interface, InterfaceKind } from '../../../model/interface.ts'
import type { FdbEntry } from '../../../model/namespace.ts'
import type { Ip } from '../ip.ts'
import { ipOf } from '../ip.ts'
import type { Packet } from '../packet.ts'
import { stop } from '../walk/stop.ts'
import { enter, note } from '../walk/trail.ts'
import type { Ending, Walk } from '../walk/walk.ts'
import type { Space, World } from '../walk/world.ts'
import { type Carried, type Frame, lost } from './frame.ts'
import { entryOf, isFixed, learnedKey, tunnelEntryEvidence } from './tunnel-entry.ts'

type Vxlan = Extract<InterfaceKind, { kind: 'vxlan' }>

/** The far end: the VXLAN device of that number on the host that the outer packet came to (vxlan_rcv). */
export function outOfTunnel(
  walk: Walk,
  ending: Ending,
  type: Vxlan,
  remote: Ip,
  frame: Frame,
  packet: Packet,
): Carried {
  if (ending.kind === 'stopped')
    return lost({ ...ending, says: `${ending.says} (the tunnel's packet to ${remote.text})`, packet })
  if (ending.kind === 'left')
    return lost(
      stop(
        { space: null, packet, trail: ending.trail },
        'unknown',
        'outside',
        `Unknown: the tunnel leads to ${remote.text}, where no agent reads.`,
      ),
    )
  const { host } = ending.space
  const far = farEnd(walk.world, ending.space, type)
  if (!far) {
    const blind = walk.world.spacesOfHost(host).some((id) => walk.world.space(id)?.blind != null)
    return lost(
      blind
        ? stop(
            { space: ending.space, packet, trail: ending.trail },
            'unknown',
            'namespace-not-read',
            `Unknown on ${host.name}: not all its namespaces are read, so where VXLAN ${type.vni} ends is not known.`,
          )
        : stop(
            { space: ending.space, packet, trail: ending.trail },
            'dropped',
            'tunnel-not-received',
            `Dropped on ${host.name}: no device there takes VXLAN ${type.vni} at port ${type.port}.`,
            {
              toChange: `${host.name} would have to take part in the overlay, which it does once a container there is on it; else the forwarding entry names the wrong host.`,
            },
          ),
    )
  }
  const entered = enter(ending.trail, far.space, far.device, packet)
  const contrary = learnEnd(walk, far, frame.sourceMac, ending.packet.source)
  if (contrary)
    return lost(
      stop(
        { space: far.space, packet, trail: entered },
        'dropped',
        'wrong-tunnel-end',
        `Dropped on ${far.space.label}: it comes from ${ending.packet.source.text}, and ${far.device.name} has a fixed forwarding entry that ${frame.sourceMac} is at ${contrary.remote}.`,
        {
          evidence: tunnelEntryEvidence(far.space, contrary),
          toChange: `That forwarding entry of ${far.device.name} would have to name ${ending.packet.source.text} (bridge fdb replace).`,
        },
      ),
    )
  const trail = note(entered, 'tunnel', `${far.device.name} takes it out of VXLAN ${type.vni}.`)
  return walk.arrive(far.space, far.device, frame, trail)
}

function farEnd(world: World, hostSpace: Space, { vni, port }: Vxlan): { space: Space; device: Interface } | null {
  for (const id of world.spacesOfHost(hostSpace.host)) {
    const space = world.space(id)
    const device = space?.interfaces.find(
      ({ type, up }) => up && type.kind === 'vxlan' && type.vni === vni && type.port === port,
    )
    if (space && device) return { space, device }
  }
  return null
}

/** A VXLAN device that learns holds a sender to be where its frames come from; one held to be elsewhere by a fixed entry gets nothing through (vxlan_snoop). */
function learnEnd(
  walk: Walk,
  { space, device }: { space: Space; device: Interface },
  sender: string | null,
  from: Ip,
): FdbEntry | null {
  if (sender === null || device.type.kind !== 'vxlan' || !device.type.learning) return null
  const entry = entryOf(space, device, sender)
  if (entry?.remote && ipOf(entry.remote) === from) return null
  if (entry && isFixed(entry)) return entry
  walk.heard.set(learnedKey(device, sender), from.text)
  return null
}
