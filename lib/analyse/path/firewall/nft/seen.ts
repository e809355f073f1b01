import type { Packet } from '../../packet.ts'
import type { HookPlace } from '../compiled-firewall.ts'
import type { Connections } from '../connections.ts'

/** Addresses and MACs are bigint, names are text, all else is a number. */
export type Known = number | bigint | string

/** What cannot be told of a packet; `candidates` where it is one of a few values. */
export type Unknown = { readonly why: string; readonly candidates: readonly Known[] | null }

/** What an expression yields for a packet. Null: the packet has no such thing, and the rule ends there (NFT_BREAK). */
export type Seen = Known | null | Unknown

export type Read = (packet: Packet, place: HookPlace, connections: Connections) => Seen

export const unknown = (why: string, candidates: readonly Known[] | null = null): Unknown => ({ why, candidates })

export const isUnknown = (seen: unknown): seen is Unknown => typeof seen === 'object' && seen !== null && 'why' in seen
