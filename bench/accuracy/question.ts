import type { Place } from './place.ts'

/** What kind of destination is asked for, as the figures tell them apart. */
export type Aim = 'container' | 'published' | 'name' | 'vip' | 'gateway' | 'host'

/** One question, asked of the product and of the network. */
export type Question = {
  from: Place
  aim: Aim
  /** An address, or `name:NAME` for what the place's own resolver makes of it. */
  to: string
  protocol: 'icmp' | 'tcp' | 'udp'
  port: number | null
  size: number | null
  /** `banner`: what listens speaks first. `http`: it waits for a request. */
  speaks: 'banner' | 'http'
}

/** `host1/web -> tcp 172.31.10.53:7001`. */
export function describeQuestion({ from, to, protocol, port, size }: Question): string {
  const end = port === null ? to : to.includes(':') ? `[${to}]:${port}` : `${to}:${port}`
  return `${from.label} -> ${protocol} ${end}${size === null ? '' : ` size ${size}`}`
}
