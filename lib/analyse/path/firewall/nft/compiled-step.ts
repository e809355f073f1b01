import type { Packet } from '../../packet.ts'
import type { Effect, HookPlace, RuleNeeds } from '../compiled-firewall.ts'
import type { Connections } from '../connections.ts'
import type { Unknown } from './seen.ts'

/**
 * One statement of a rule. True: the rule goes on. False: it ends there, as one that does not match. Effects: what it does to the packet; the rule
 * goes on behind them, unless they hold a verdict.
 */
export type Step = (packet: Packet, place: HookPlace, connections: Connections) => boolean | Unknown | readonly Effect[]

/** `compares`: it changes nothing, so what a rule needs may be read behind it. */
export type StepWithNeeds = { run: Step; needs: RuleNeeds | null; compares: boolean }

export const goOn: Step = () => true
