import type { Ip } from '../ip.ts'
import type { Packet } from '../packet.ts'
import type { Evidence, Step } from '../trace.ts'
import { rulesWorthTrying } from './chain-index.ts'
import { type Choices, choose } from './choices.ts'
import type { CompiledChain, CompiledRule, CompiledTable, Effect, HookPlace } from './compiled-firewall.ts'
import type { Connections } from './connections.ts'
import { rejectWords } from './reject-words.ts'

/** How a translation was asked for by a rule of a nat chain. */
export type Translation = {
  readonly part: 'source' | 'destination'
  readonly addresses: readonly [Ip, Ip] | null
  readonly ports: readonly [number, number] | null
  readonly evidence: Evidence
}

/** What a chain made of a packet. */
export type ChainFate =
  /** `explicit`: a rule said so, not the end of the chain. */
  | { kind: 'accepted' | 'returned' }
  | { kind: 'translated'; translation: Translation }
  | { kind: 'dropped'; says: string; evidence: Evidence }
  | { kind: 'rejected'; how: string; says: string; evidence: Evidence }
  | { kind: 'unknown'; says: string; evidence: Evidence }

/** What goes along while a hook's chains are run. */
export type HookRun = {
  packet: Packet
  readonly place: HookPlace
  readonly connections: Connections
  readonly steps: Step[]
  readonly choices: Choices
}

/** The kernel refuses loops and chains this deep (NFT_JUMP_STACK_SIZE is 16); iptables' own stack is larger. */
const deepest = 512

/** Runs a chain and those it jumps to. `returned`: its end was reached without a word. */
export function runChain(table: CompiledTable, chain: CompiledChain, run: HookRun, depth = 0): ChainFate {
  const worth = rulesWorthTrying(chain, run.packet, run.place)
  const count = worth?.length ?? chain.rules.length
  for (let at = 0; at < count; at += 1) {
    const rule = chain.rules[worth?.[at] ?? at]
    if (!rule) continue
    const effects = rule.run(run.packet, run.place, run.connections)
    if (effects.length === 0) continue
    const fate = runEffects(table, chain, rule, effects, run, depth)
    if (fate === 'go on') continue
    return fate
  }
  return { kind: 'returned' }
}

function runEffects(
  table: CompiledTable,
  chain: CompiledChain,
  rule: CompiledRule,
  effects: readonly Effect[],
  run: HookRun,
  depth: number,
): ChainFate | 'go on' {
  for (const effect of effects) {
    const fate = runEffect(table, chain, rule, effect, run, depth)
    if (fate !== 'go on') return fate
  }
  return 'go on'
}

function runEffect(
  table: CompiledTable,
  chain: CompiledChain,
  rule: CompiledRule,
  effect: Effect,
  run: HookRun,
  depth: number,
): ChainFate | 'go on' {
  const evidence = chain.evidenceOf
  switch (effect.kind) {
    case 'accept':
      run.steps.push({
        kind: 'firewall',
        says: `A rule of ${chain.name} in ${table.name} accepts it.`,
        evidence: evidence(rule),
      })
      return { kind: 'accepted' }
    case 'drop':
      return { kind: 'dropped', says: `by a rule of ${chain.name} in ${table.name}.`, evidence: evidence(rule) }
    case 'return':
      return { kind: 'returned' }
    case 'reject':
      return rejected(effect.how, `by a rule of ${chain.name} in ${table.name}`, evidence(rule), run.packet)
    case 'notrack':
      if (run.connections.tracking.connection === null && run.connections.tracking.state !== 'UNTRACKED') {
        run.connections.leaveUntracked(run.packet)
        run.steps.push({ kind: 'firewall', says: 'It goes untracked.', evidence: evidence(rule) })
      }
      return 'go on'
    case 'mark':
      setMark(effect.change(run.packet.mark), evidence(rule), run)
      return 'go on'
    case 'connection-mark': {
      const { connection } = run.connections.tracking
      if (!connection) return 'go on'
      const changed = effect.change(connection.mark, run.packet.mark)
      connection.mark = changed.mark >>> 0
      setMark(changed.packetMark, evidence(rule), run)
      return 'go on'
    }
    case 'jump':
      return jump(table, effect, chain, rule, run, depth)
    case 'dnat':
    case 'snat':
      return {
        kind: 'translated',
        translation: {
          part: effect.kind === 'dnat' ? 'destination' : 'source',
          addresses: effect.addresses,
          ports: effect.ports,
          evidence: evidence(rule),
        },
      }
    case 'masquerade':
    case 'redirect':
      return ownAddress(effect, chain, rule, run)
    case 'unknown':
      return unknown(table, chain, rule, effect, run, depth)
    default: {
      const never: never = effect
      return never
    }
  }
}

function setMark(mark: number, evidence: Evidence, run: HookRun): void {
  const value = mark >>> 0
  if (value === run.packet.mark) return
  run.packet = { ...run.packet, mark: value }
  run.steps.push({ kind: 'firewall', says: `Its mark becomes 0x${value.toString(16)}.`, evidence })
}

/** No error tells of an error, and no RST answers a RST: then rejecting is dropping. */
function rejected(how: string, says: string, evidence: Evidence, packet: Packet): ChainFate {
  const silent = packet.role === 'error' || (how === 'tcp-reset' && packet.reset)
  if (silent) return { kind: 'dropped', says: `${says}; no error is sent about such a packet.`, evidence }
  return { kind: 'rejected', how, says: `${says}, which answers with ${rejectWords(how)}.`, evidence }
}

function jump(
  table: CompiledTable,
  effect: { chain: string; goto: boolean },
  chain: CompiledChain,
  rule: CompiledRule,
  run: HookRun,
  depth: number,
): ChainFate | 'go on' {
  const target = table.chains.get(effect.chain)
  const evidence = chain.evidenceOf(rule)
  if (!target)
    return { kind: 'unknown', says: `The chain ${effect.chain} that a rule leads to was not read.`, evidence }
  if (depth >= deepest)
    return { kind: 'unknown', says: `The chains that begin in ${chain.name} lead on without an end.`, evidence }
  const fate = runChain(table, target, run, depth + 1)
  return fate.kind === 'returned' && !effect.goto ? 'go on' : fate
}

function ownAddress(
  effect: { kind: 'masquerade' | 'redirect'; ports: readonly [number, number] | null },
  chain: CompiledChain,
  rule: CompiledRule,
  run: HookRun,
): ChainFate {
  const evidence = chain.evidenceOf(rule)
  const masquerade = effect.kind === 'masquerade'
  const own = masquerade ? run.place.masqueradeAddress() : run.place.redirectAddress(run.packet.family)
  if (!own) {
    const device = (masquerade ? run.place.outInterface : run.place.inInterface) ?? 'the interface'
    return { kind: 'dropped', says: `because ${device} has no address to put in.`, evidence }
  }
  return {
    kind: 'translated',
    translation: { part: masquerade ? 'source' : 'destination', addresses: [own, own], ports: effect.ports, evidence },
  }
}

function unknown(
  table: CompiledTable,
  chain: CompiledChain,
  rule: CompiledRule,
  effect: { why: string; perhaps: Effect[] | null },
  run: HookRun,
  depth: number,
): ChainFate | 'go on' {
  const evidence = chain.evidenceOf(rule)
  const says = `What a rule of ${chain.name} in ${table.name} does with it cannot be told: ${effect.why}.`
  if (!choose(run.choices, { says, evidence })) return 'go on'
  if (effect.perhaps === null) return { kind: 'unknown', says, evidence }
  return runEffects(table, chain, rule, effect.perhaps, run, depth)
}
