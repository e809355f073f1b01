import type { Firewall } from '../../../model/firewall.ts'
import type { Namespace } from '../../../model/namespace.ts'
import { type Ip, ipOf } from '../ip.ts'
import type { Packet } from '../packet.ts'
import { compileFirewall } from './compile-firewall.ts'
import type { Hook, HookOutcome, HookPlace } from './compiled-firewall.ts'
import { type Connections, createConnections } from './connections.ts'
import { passHook } from './pass-hook.ts'

/** A client, a router with rules, a server: the plainest walk there is, for tests that send the same packets for real. */
export const addresses = {
  client: ['10.77.1.2'],
  router: ['10.77.1.1', '10.77.2.1'],
  server: ['10.77.2.2', '10.77.2.3'],
}

export type Sent = {
  id: number
  protocol: 'tcp' | 'udp'
  sourcePort: number
  destination: string
  destinationPort: number
}

/** `heard` is absent where the kernel's own limit on errors decides. */
export type Fate = { heard?: 'answered' | 'error' | 'nothing'; arrived?: string | null }

type Prediction = { kind: 'known'; fate: Fate } | { kind: 'unknown'; says: string }
type Walk = {
  step: (hook: Hook, packet: Packet, inInterface: string | null, outInterface: string | null) => HookOutcome
}

const listened = [80, 81]

export function predict(firewall: Firewall, sent: Sent): Prediction {
  const walk = walkIn(firewall, createConnections())
  const source = must('10.77.1.2')
  const first: Packet = {
    family: 'inet',
    source,
    destination: must(sent.destination),
    protocol: sent.protocol,
    sourcePort: sent.sourcePort,
    destinationPort: sent.destinationPort,
    role: 'request',
    reset: false,
    size: sent.protocol === 'tcp' ? 60 : 28 + String(sent.id).length,
    dontFragment: true,
    timeToLive: 64,
    mark: 0,
    about: null,
    vni: null,
  }
  const there = goThere(walk, first)
  if (there.kind === 'unknown') return there
  if (there.kind === 'no route') return { kind: 'known', fate: sent.protocol === 'udp' ? { arrived: null } : {} }
  const udp = sent.protocol === 'udp'
  const arrived = there.kind === 'arrived' && listened.includes(there.packet.destinationPort)
  const words = arrived && there.kind === 'arrived' ? arrivedWords(there.packet) : null
  const back = goBack(walk, first, there)
  if (back.kind === 'unknown') return back
  return { kind: 'known', fate: { heard: back.heard, ...(udp && { arrived: words }) } }
}

type There =
  | { kind: 'arrived'; packet: Packet; at: 'router' | 'server' }
  | { kind: 'stopped'; packet: Packet; reject: string | null }
  | { kind: 'no route' }
  | { kind: 'unknown'; says: string }

function goThere(walk: Walk, first: Packet): There {
  const prerouted = walk.step('prerouting', first, 'c', null)
  if (prerouted.kind !== 'accepted') return stopped(prerouted, first)
  const { packet } = prerouted
  if (isRouter(packet.destination)) {
    const input = walk.step('input', packet, 'c', null)
    return input.kind === 'accepted' ? { kind: 'arrived', packet: input.packet, at: 'router' } : stopped(input, packet)
  }
  const out = deviceTo(packet.destination)
  if (out === null) return { kind: 'no route' }
  const routed = { ...packet, timeToLive: 63 }
  const forwarded = walk.step('forward', routed, 'c', out)
  if (forwarded.kind !== 'accepted') return stopped(forwarded, routed)
  const leaving = walk.step('postrouting', forwarded.packet, null, out)
  if (leaving.kind !== 'accepted') return stopped(leaving, forwarded.packet)
  return { kind: 'arrived', packet: leaving.packet, at: 'server' }
}

function stopped(outcome: Exclude<HookOutcome, { kind: 'accepted' }>, packet: Packet): There {
  if (outcome.kind === 'unknown') return { kind: 'unknown', says: outcome.says }
  return { kind: 'stopped', packet, reject: outcome.kind === 'rejected' ? outcome.how : null }
}

type Back = { kind: 'heard'; heard: 'answered' | 'error' | 'nothing' } | { kind: 'unknown'; says: string }

function goBack(walk: Walk, first: Packet, there: Exclude<There, { kind: 'unknown' | 'no route' }>): Back {
  if (there.kind === 'stopped') {
    // A datagram's sender is not told of what may pass (udp_err).
    const soft = there.reject === 'icmp-host-unreachable' && first.protocol === 'udp'
    if (there.reject === null || soft) return { kind: 'heard', heard: 'nothing' }
    return fromRouter(
      walk,
      first,
      there.reject === 'tcp-reset' ? resetOf(there.packet) : errorOf(there.packet, '10.77.1.1'),
    )
  }
  const { packet, at } = there
  const open = listened.includes(packet.destinationPort)
  const closed = packet.protocol === 'tcp' ? resetOf(packet) : errorOf(packet, packet.destination.text)
  const reply = open ? { ...turned(packet), role: 'reply' as const } : closed
  if (at === 'router') return fromRouter(walk, first, reply)
  const prerouted = walk.step('prerouting', reply, 's', null)
  if (prerouted.kind !== 'accepted') return silence(prerouted)
  if (isRouter(prerouted.packet.destination)) return { kind: 'heard', heard: 'nothing' }
  const out = deviceTo(prerouted.packet.destination)
  if (out !== 'c') return { kind: 'heard', heard: 'nothing' }
  const forwarded = walk.step('forward', { ...prerouted.packet, timeToLive: 63 }, 's', out)
  if (forwarded.kind !== 'accepted') return silence(forwarded)
  return atClient(walk.step('postrouting', forwarded.packet, null, out), first)
}

function fromRouter(walk: Walk, first: Packet, packet: Packet): Back {
  const output = walk.step('output', packet, null, 'c')
  if (output.kind !== 'accepted') return silence(output)
  return atClient(walk.step('postrouting', output.packet, null, 'c'), first)
}

function atClient(outcome: HookOutcome, first: Packet): Back {
  if (outcome.kind !== 'accepted') return silence(outcome)
  const { packet } = outcome
  const about = packet.about ?? turned(packet)
  const mine =
    about.source === first.source &&
    about.sourcePort === first.sourcePort &&
    about.destination === first.destination &&
    about.destinationPort === first.destinationPort
  if (!mine) return { kind: 'heard', heard: 'nothing' }
  return { kind: 'heard', heard: packet.role === 'error' || packet.reset ? 'error' : 'answered' }
}

const silence = (outcome: Exclude<HookOutcome, { kind: 'accepted' }>): Back =>
  outcome.kind === 'unknown' ? { kind: 'unknown', says: outcome.says } : { kind: 'heard', heard: 'nothing' }

const turned = (packet: Packet): Packet => ({
  ...packet,
  source: packet.destination,
  destination: packet.source,
  sourcePort: packet.destinationPort,
  destinationPort: packet.sourcePort,
  mark: 0,
  timeToLive: 64,
})

const resetOf = (packet: Packet): Packet => ({ ...turned(packet), role: 'reply', reset: true, size: 40 })

const errorOf = (packet: Packet, source: string): Packet => ({
  ...turned(packet),
  protocol: 'icmp',
  source: must(source),
  sourcePort: 0,
  destinationPort: 0,
  role: 'error',
  size: packet.size + 28,
  about: packet,
})

const arrivedWords = (packet: Packet): string =>
  `${packet.source.text}:${packet.sourcePort} -> ${packet.destination.text}:${packet.destinationPort}`

const isRouter = (ip: Ip): boolean => addresses.router.includes(ip.text)

function deviceTo(ip: Ip): string | null {
  if (ip.text.startsWith('10.77.1.')) return 'c'
  return ip.text.startsWith('10.77.2.') ? 's' : null
}

function must(text: string): Ip {
  const ip = ipOf(text)
  if (!ip) throw new Error(`${text} is no address`)
  return ip
}

function walkIn(firewall: Firewall, connections: Connections): Walk {
  const namespace: Namespace = {
    id: firewall.id,
    hostId: firewall.hostId,
    kind: 'host',
    inode: null,
    file: null,
    pid: null,
    owners: [],
    networkId: null,
    routes: [],
    rules: [],
    neighbours: [],
    fdb: [],
    sockets: [],
    ipvs: [],
    sysctls: {},
    resolvConf: null,
    hostsFile: null,
    interfaceIds: [],
    trafficFilters: [],
    transforms: [],
  }
  const compiled = compileFirewall(firewall, namespace, [])
  return {
    step(hook, packet, inInterface, outInterface) {
      const own = (device: string | null): Ip | null =>
        device === null ? null : must(device === 'c' ? '10.77.1.1' : '10.77.2.1')
      const place: HookPlace = {
        hook,
        level: 'ip',
        inInterface,
        outInterface,
        physicalIn: null,
        physicalOut: null,
        sourceMac: null,
        destinationMac: null,
        masqueradeAddress: () => own(outInterface),
        redirectAddress: () => own(inInterface),
        addressType: (ip) => (isRouter(ip) ? 'LOCAL' : 'UNICAST'),
      }
      return passHook(compiled, connections, place, packet)
    },
  }
}
