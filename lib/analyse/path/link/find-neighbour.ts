import type { NamespaceId } from '../../../model/id.ts'
import type { Interface } from '../../../model/interface.ts'
import type { Neighbour } from '../../../model/namespace.ts'
import { ownersOfAddress } from '../ends/owner-of-address.ts'
import { unreadOwner } from '../ends/unread-owner.ts'
import { type Ip, ipOf } from '../ip.ts'
import type { Evidence } from '../trace.ts'
import { type Stop, stop } from '../walk/stop.ts'
import { note, type Trail } from '../walk/trail.ts'
import type { Transmission, Walk } from '../walk/walk.ts'
import type { Space } from '../walk/world.ts'
import { answerKeptBack } from './answer-kept-back.ts'
import { answerLost } from './answer-lost.ts'
import { answerOf } from './answer-of.ts'
import { askerAddress } from './asker-address.ts'
import { detachedEnd } from './detached-end.ts'
import { whySilent } from './why-silent.ts'

type Found = { kind: 'found'; mac: string; trail: Trail }
/** Nobody who is read has it, but it is on a wire where more may be. `entry` is what the kernel has of it. */
type Outside = { kind: 'outside'; uplink: Interface; space: Space; entry: Neighbour | null; trail: Trail }

/** The MAC of a next hop: a fixed entry, else whoever answers ARP or a neighbour solicitation on the link. */
export function findNeighbour(
  walk: Walk,
  { space, device, nextHop, packet, trail }: Transmission,
): Found | Outside | Stop {
  const entry =
    space.namespace.neighbours.find(
      ({ address, device: name, proxy }) => !proxy && name === device.name && ipOf(address) === nextHop,
    ) ?? null
  if (entry?.mac && (entry.state.includes('PERMANENT') || entry.state.includes('NOARP')))
    return {
      kind: 'found',
      mac: entry.mac,
      trail: note(
        trail,
        'neighbour',
        `${nextHop.text} has the MAC ${entry.mac} by an entry set by hand or by the engine.`,
        neighbourEvidence(space, entry),
      ),
    }
  const sender = askerAddress(space, device, nextHop, packet.source)
  const asked = walk.carry(
    space,
    device,
    { sourceMac: device.mac, destinationMac: null, payload: { kind: 'ask', target: nextHop, sender }, vlan: null },
    trail,
  )
  const answers = new Map<string, string>()
  const answerers = new Set<NamespaceId | null>()
  for (const reception of asked.receptions) {
    const answer = answerOf(reception, nextHop, sender)
    const kept =
      answer && reception.kind === 'taken' ? answerLost(walk, { space, device }, reception, nextHop, sender) : null
    // An answer that is lost says more than copies of the question that were.
    if (kept) asked.losses.unshift(kept)
    else if (answer) {
      // Who asks is known to whom it asks (arp_process, ndisc_recv_ns); who knows already does not ask.
      if (reception.kind === 'taken' && sender && device.mac && !(entry?.mac && isFresh(entry)))
        walk.heard.set(heardKey(reception.device, sender), device.mac)
      const back =
        reception.kind === 'taken' ? answerKeptBack(walk, { space, device }, reception, nextHop, sender) : null
      if (back) {
        asked.losses.unshift(back)
        continue
      }
      answers.set(answer.mac, answer.by)
      answerers.add(reception.kind === 'taken' ? reception.space.id : null)
    }
  }
  const heard = walk.heard.get(heardKey(device, nextHop))
  const take = (answer: [string, string]) => found(walk, { space, nextHop, trail }, answer, entry, heard !== undefined)
  const [first, ...more] = answers
  if (first && more.length === 0) return take(first)
  if (first) {
    const kept = entry?.mac && isFresh(entry) ? [...answers].find(([mac]) => mac === entry.mac) : undefined
    if (kept) return take(kept)
    // One namespace that answers by several interfaces (arp_ignore 0): whichever is heard, it comes there.
    const chosen = answerers.size === 1 && !answerers.has(null) ? [...answers][walk.choose(answers.size)] : undefined
    if (chosen) return take(chosen)
    return stop(
      { space, packet, trail },
      'unknown',
      'duplicate-address',
      `Unknown on ${space.label}: ${nextHop.text} is answered for by ${[...answers.values()].join(' and by ')}; whose answer comes last wins.`,
      { toChange: `One of them would have to give up ${nextHop.text}.` },
    )
  }
  const isSilenced = asked.losses.some(
    ({ code }) => code === 'rule-drop' || code === 'policy-drop' || code === 'rule-reject',
  )
  // It has the address and does not say so (arp_ignore).
  const isIgnored = asked.receptions.some((reception) => reception.kind === 'taken' && has(reception.space, nextHop))
  if ((isSilenced || isIgnored) && entry?.mac && isFresh(entry))
    return {
      kind: 'found',
      mac: entry.mac,
      trail: note(
        trail,
        'neighbour',
        `${nextHop.text} has the MAC ${entry.mac} by an entry that is still good; ${isSilenced ? 'a rule stops the question for it' : 'it does not answer the question for it'}.`,
        neighbourEvidence(space, entry),
      ),
    }
  if ((isSilenced || isIgnored) && heard)
    return {
      kind: 'found',
      mac: heard,
      trail: note(trail, 'neighbour', `${nextHop.text} has the MAC ${heard}: it asked for this end just before.`, null),
    }
  const outside = asked.receptions.find((reception) => reception.kind === 'outside')
  const owner = ownersOfAddress(walk.world.topology, nextHop).find(
    ({ interfaceId, namespaceId }) =>
      interfaceId !== null && namespaceId !== null && walk.world.space(namespaceId)?.blind === null,
  )
  if (outside?.kind === 'outside' && !owner && !entry?.state.includes('FAILED'))
    return { kind: 'outside', uplink: outside.uplink, space: outside.space, entry, trail }
  const { kind } = device.type
  if (outside && owner && (kind === 'macvlan' || kind === 'ipvlan') && owner.namespaceId === space.host.namespaceId)
    return stop(
      { space, packet, trail },
      'no-neighbour',
      'macvlan-own-host',
      `No neighbour on ${space.label}: ${nextHop.text} is ${space.host.name} itself, and a host does not meet the ${kind}s on its own interface.`,
      {
        toChange: `${space.host.name} would need a ${kind} of its own on that interface, or an address on another wire.`,
      },
    )
  const unknown = asked.losses.find(({ outcome }) => outcome === 'unknown')
  if (unknown) {
    const unread = unreadOwner(walk.world.topology, nextHop)
    const says =
      unread === null
        ? unknown.says
        : `Unknown on ${space.label}: ${nextHop.text} is ${unread}'s, whose namespace was not read.`
    return { ...unknown, says, packet, trail }
  }
  const loss = asked.losses[0]
  const ownerDevice = owner?.interfaceId ? walk.world.interface.get(owner.interfaceId) : undefined
  const why =
    loss ?? whySilent(asked.receptions, nextHop, sender) ?? (ownerDevice ? detachedEnd(walk.world, ownerDevice) : null)
  return stop(
    { space, packet, trail },
    'no-neighbour',
    'no-neighbour',
    `No neighbour on ${space.label}: nobody behind ${device.name} answers for ${nextHop.text}${why ? ` (${why.says.replace(/\.$/, '')})` : ''}.`,
    {
      evidence: why?.evidence ?? (entry ? neighbourEvidence(space, entry) : null),
      toChange: why?.toChange ?? `${nextHop.text} would have to be on an interface that ${device.name} leads to.`,
    },
  )
}

/** `isTold`: who has it has asked for this end just before, and what the entry says is over. */
function found(
  walk: Walk,
  { space, nextHop, trail }: Pick<Transmission, 'space' | 'nextHop' | 'trail'>,
  [mac, by]: [string, string],
  entry: Neighbour | null,
  isTold: boolean,
): Found {
  const isOld = entry?.mac != null && entry.mac !== mac
  if (isOld && !isTold && isFresh(entry))
    walk.assume(
      `${space.label} has asked anew for ${nextHop.text}, which its entry has with the MAC ${entry.mac}: it does so within seconds, and what it sends before is lost.`,
    )
  const says = `${nextHop.text} has the MAC ${mac}: ${by} answers${isOld ? `; the entry ${entry.mac} is old` : ''}.`
  return {
    kind: 'found',
    mac,
    trail: note(trail, 'neighbour', says, entry && !isOld ? neighbourEvidence(space, entry) : null),
  }
}

const heardKey = ({ id }: Interface, address: Ip): string => `${id} ${address.text}`

const has = ({ interfaces }: Space, target: Ip): boolean =>
  interfaces.some(({ addresses, up }) => up && addresses.some(({ prefix }) => ipOf(prefix) === target))

const isFresh = ({ state }: Neighbour): boolean => !state.includes('FAILED') && !state.includes('INCOMPLETE')

const neighbourEvidence = ({ id }: Space, { address, device, mac, state }: Neighbour): Evidence => ({
  kind: 'neighbour',
  text: [address, 'dev', device, ...(mac === null ? [] : ['lladdr', mac]), ...state].join(' '),
  namespaceId: id,
  see: `ip neighbour show ${address} dev ${device}`,
})
