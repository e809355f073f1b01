import type { Network } from '../../../model/network.ts'
import type { Ip } from '../ip.ts'

/** What the engine's rules make of a packet from another bridge network straight to a container's address. */
export type BetweenBridges = { kind: 'passes' | 'dropped'; why: string } | { kind: 'unknown'; why: string }

type Arrival = {
  /** The engine's main version; null where it was not told. */
  generation: number | null
  network: Network
  destination: Ip
  /** An echo request, or a port that the container publishes on this very endpoint. */
  isOpen: boolean
}

/** By the target's gateway mode, which engines have from 27 on, and the engine's generation. */
export function betweenBridges({ generation, network, destination, isOpen }: Arrival): BetweenBridges {
  const { name, internal, options } = network
  const mode =
    options[`com.docker.network.bridge.gateway_mode_${destination.family === 'inet' ? 'ipv4' : 'ipv6'}`] ?? 'nat'
  if (internal) return { kind: 'dropped', why: `${name} is internal` }
  const apart = { kind: 'dropped', why: 'the engine keeps bridge networks apart' } as const
  if (generation === null) return { kind: 'unknown', why: 'the version of the engine was not told' }
  // Up to 26 the engine writes no rules for IPv6 unless ip6tables is on, which its API does not tell.
  if (destination.family === 'inet6' && generation < 27)
    return { kind: 'unknown', why: 'whether the engine writes rules for IPv6 is not told' }
  switch (mode) {
    case 'nat':
    case 'isolated':
      return apart
    case 'nat-unprotected':
      return generation < 29 ? apart : { kind: 'passes', why: `${name} has gateway mode nat-unprotected` }
    case 'routed':
      if (generation < 28) return apart
      return isOpen
        ? { kind: 'passes', why: `${name} has gateway mode routed, and the port is published` }
        : { kind: 'dropped', why: `${name} has gateway mode routed, and the port is not published` }
    default:
      return { kind: 'unknown', why: `the gateway mode ${mode} of ${name} is not understood` }
  }
}
