import type { Packet } from '../packet.ts'
import { type BaseChain, chainsOf } from './chains-of.ts'
import type { Doubt } from './choices.ts'
import type { CompiledFirewall, HookOutcome, HookPlace } from './compiled-firewall.ts'
import type { Connections, Tracking } from './connections.ts'
import { type ChainFate, type HookRun, runChain } from './run-chain.ts'
import { giveOwnPort, partOf, settle, translate } from './translate.ts'
import { sameTuple, type Tuple } from './tuple.ts'

/** More doubtful rules than this on one packet's way through a hook, and its fate is unknown. */
const mostDoubts = 4

/** NF_IP_PRI_CONNTRACK, NF_IP_PRI_NAT_DST, NF_IP_PRI_NAT_SRC. */
const conntrackPriority = -200
const natPriority = (part: 'source' | 'destination'): number => (part === 'destination' ? -100 : 100)

/**
 * Sends a packet through all chains of a hook, with conntrack and translation, and tells what comes out. Where it cannot be told whether a rule matches,
 * both ways are tried: the same fate either way is the fate.
 */
export function passHook(
  firewall: CompiledFirewall,
  connections: Connections,
  place: HookPlace,
  packet: Packet,
): HookOutcome {
  const before = connections.save()
  const first = attempt(firewall, connections, place, packet, [])
  if (first.doubts.length === 0) return first.outcome
  const after = connections.save()
  const differing = findOtherFate(firewall, connections, place, packet, first, before)
  connections.restore(after)
  if (!differing) return first.outcome
  const { says, evidence } = differing
  return { kind: 'unknown', says, evidence, steps: first.outcome.steps }
}

/** `tracking`: what conntrack holds of the packet behind it, which rules further on may ask for. */
type Attempt = { outcome: HookOutcome; doubts: readonly Doubt[]; tracking: Tracked }
type Tracked = { state: Tracking['state']; mark: number | null; reply: Tuple | null }

/** Takes the doubtful rules the other way, one set of choices after the other; the doubt that decides between two fates, or null. */
function findOtherFate(
  firewall: CompiledFirewall,
  connections: Connections,
  place: HookPlace,
  packet: Packet,
  first: Attempt,
  before: ReturnType<Connections['save']>,
): Doubt | null {
  const open: { settled: boolean[]; doubt: Doubt }[] = branchesOf([], first)
  while (open.length > 0) {
    const next = open.pop()
    if (!next) break
    if (next.settled.length > mostDoubts) return next.doubt
    connections.restore(before)
    const other = attempt(firewall, connections, place, packet, next.settled)
    if (!sameFate(first, other)) return next.doubt
    open.push(...branchesOf(next.settled, other))
  }
  return null
}

/** Every doubt after the settled ones was taken as `no`: each may be a `yes`. */
const branchesOf = (settled: readonly boolean[], { doubts }: Attempt): { settled: boolean[]; doubt: Doubt }[] =>
  doubts.slice(settled.length).map((doubt, at) => ({
    settled: [...settled, ...new Array<boolean>(at).fill(false), true],
    doubt,
  }))

function sameFate({ outcome: one, tracking }: Attempt, { outcome: other, tracking: otherTracking }: Attempt): boolean {
  if (one.kind === 'unknown' || other.kind === 'unknown') return false
  if (one.kind === 'rejected') return other.kind === 'rejected' && one.how === other.how
  if (one.kind === 'dropped') return other.kind === 'dropped'
  return other.kind === 'accepted' && samePacket(one.packet, other.packet) && sameTracking(tracking, otherTracking)
}

const sameTracking = (one: Tracked, other: Tracked): boolean =>
  one.state === other.state &&
  one.mark === other.mark &&
  (one.reply === other.reply || (one.reply !== null && other.reply !== null && sameTuple(one.reply, other.reply)))

const samePacket = (one: Packet, other: Packet): boolean =>
  one.source === other.source &&
  one.destination === other.destination &&
  one.sourcePort === other.sourcePort &&
  one.destinationPort === other.destinationPort &&
  one.mark === other.mark

function attempt(
  firewall: CompiledFirewall,
  connections: Connections,
  place: HookPlace,
  packet: Packet,
  settled: readonly boolean[],
): Attempt {
  const run: HookRun = { packet, place, connections, steps: [], choices: { settled, doubts: [] } }
  const stopped = passChains(firewall, run)
  const { state, connection } = connections.tracking
  const tracking = { state, mark: connection?.mark ?? null, reply: connection?.reply ?? null }
  return { outcome: stopped ?? accepted(firewall, run), doubts: run.choices.doubts, tracking }
}

function accepted(firewall: CompiledFirewall, { packet, steps }: HookRun): HookOutcome {
  const gap = firewall.gap[packet.family]
  if (gap)
    return {
      kind: 'unknown',
      says: gap,
      evidence: { kind: 'gap', text: gap, namespaceId: firewall.namespaceId, see: null },
      steps,
    }
  if (firewall.assumed) steps.push({ kind: 'assume', says: firewall.assumed, evidence: null })
  return { kind: 'accepted', packet, steps }
}

/** All that a hook does to a packet, in the order of priorities; null where it comes out at the other end. */
function passChains(firewall: CompiledFirewall, run: HookRun): HookOutcome | null {
  const { hook, level, arp } = run.place
  const chains = chainsOf(firewall, run.place, run.packet.family)
  const connected = level === 'ip' || (level === 'bridge' && firewall.bridgeTracks && !arp)
  const part = level === 'ip' ? partOf(hook) : null
  const tracks = connected && (hook === 'prerouting' || (hook === 'output' && level === 'ip'))
  begin(run, tracks, connected)

  let tracked = !tracks
  let translated = part === null
  for (const chain of chains.plain) {
    if (!tracked && chain.priority >= conntrackPriority) {
      track(run)
      tracked = true
    }
    if (part && !translated && chain.priority >= natPriority(part)) {
      const stopped = passNat(chains.nat, part, run)
      if (stopped) return stopped
      translated = true
    }
    const stopped = passBase(chain, run)
    if (stopped) return stopped
  }
  if (!tracked) track(run)
  if (part && !translated) {
    const stopped = passNat(chains.nat, part, run)
    if (stopped) return stopped
  }
  if (connected && (hook === 'postrouting' || hook === 'input')) confirm(run)
  return null
}

/** Over the loopback device, and where a VRF sends it through a hook again, a packet keeps what it belongs to; elsewhere it arrives without. */
function begin({ place, packet, connections }: HookRun, tracks: boolean, connected: boolean): void {
  const looped = place.hook === 'prerouting' && place.inInterface === 'lo'
  if (connected && (!tracks || looped || place.again)) connections.recall(packet)
  else connections.forgetTracking()
}

function track({ connections, packet }: HookRun): void {
  const { state, connection } = connections.tracking
  if (connection === null && state !== 'UNTRACKED') connections.track(packet)
}

function confirm({ connections }: HookRun): void {
  const { connection, direction } = connections.tracking
  if (connection && direction === 'original') connection.confirmed = true
}

/** The nat chains have their say once for a new connection and each end of it; then the connection itself translates. */
function passNat(chains: readonly BaseChain[], part: 'source' | 'destination', run: HookRun): HookOutcome | null {
  const { tracking } = run.connections
  const { connection, state } = tracking
  if (!connection) return null
  const decided = part === 'source' ? connection.sourceDecided : connection.destinationDecided
  if (!decided && (state === 'NEW' || (state === 'RELATED' && run.packet.role !== 'error'))) {
    for (const chain of chains) {
      const fate = runBase(chain, run)
      if (fate.kind === 'translated') {
        const unsettled = settle(connection, fate.translation, run.packet)
        if (unsettled !== null)
          return {
            kind: 'unknown',
            says: `How it is translated cannot be told: ${unsettled}.`,
            evidence: fate.translation.evidence,
            steps: run.steps,
          }
        break
      }
      const stopped = stoppedBy(fate, run)
      if (stopped) return stopped
    }
    if (part === 'source') {
      giveOwnPort(connection, run.connections)
      connection.sourceDecided = true
    } else connection.destinationDecided = true
  }
  run.packet = translate(run.packet, tracking, part, run.steps)
  return null
}

function passBase(base: BaseChain, run: HookRun): HookOutcome | null {
  return stoppedBy(runBase(base, run), run)
}

/** A base chain with its policy, which decides where no rule did. */
function runBase({ table, chain }: BaseChain, run: HookRun): ChainFate {
  const fate = runChain(table, chain, run)
  if (fate.kind !== 'returned' || chain.base?.policy !== 'drop') return fate
  return { kind: 'dropped', says: `by the policy of ${chain.name} in ${table.name}.`, evidence: chain.evidenceOf(null) }
}

function stoppedBy(fate: ChainFate, { steps }: HookRun): HookOutcome | null {
  switch (fate.kind) {
    case 'accepted':
    case 'returned':
      return null
    case 'translated':
      return {
        kind: 'unknown',
        says: 'A rule that translates stands in a chain that is not of nat.',
        evidence: fate.translation.evidence,
        steps,
      }
    case 'dropped':
    case 'rejected':
    case 'unknown':
      return { ...fate, steps }
    default: {
      const never: never = fate
      return never
    }
  }
}
