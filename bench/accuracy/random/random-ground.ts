/** A small set-up of networks and containers, and what somebody then does to it by hand. Plain data: it shrinks, and prints as it is. */
export type RandomGround = {
  /** The lab's hosts that hold it, each of them all of it. */
  hosts: readonly string[]
  networks: readonly RandomNetwork[]
  /** A network of macvlans beside them; null for none. */
  macvlan: RandomMacvlan | null
  containers: readonly RandomContainer[]
  /** Questions are asked after each part. */
  parts: readonly (readonly Change[])[]
}

export type RandomNetwork = {
  internal: boolean
  ipv6: boolean
  icc: boolean
  masquerade: boolean
  /** For engines that know them; an older one has `nat`. */
  mode: 'nat' | 'nat-unprotected' | 'routed' | 'isolated'
}

export type RandomMacvlan = {
  parent: 'eth0' | 'eth1'
  /** In `passthru` the first container that wants it has it alone. */
  mode: 'bridge' | 'private' | 'vepa' | 'passthru'
}

export type RandomContainer = {
  /** `host`: in the host's namespace. `beside`: in that of an earlier container; one that has none before it has its own. */
  lives: 'alone' | 'host' | 'beside'
  /** Which networks, counted over the docker0 network (0), those of the ground and the one of macvlans; no number is too high. */
  networks: readonly number[]
  publish: readonly RandomPort[]
}

export type RandomPort = { at: 'any' | 'loopback' | 'host'; protocol: 'tcp' | 'udp'; port: number }

/**
 * Commands in the host's namespace or a container's, in which braces stand for what is only known there: `{1.0.v4}` is the address of
 * container 1 on its network 0. One that the kernel refuses changes nothing.
 */
export type Change = { at: 'host' | number; commands: readonly string[] }
