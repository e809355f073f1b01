import { readHostConfig } from './host-config.ts'
import { type Zone, zoneWiring } from './zone.ts'

export type HostAddresses = {
  number: number
  zone: Zone
  v4: string
  v6: string
  gateway4: string
  /** The switch's other address: one engine takes each gateway for one network only. */
  secondGateway4: string
  gateway6: string
  subnet4: string
  subnet6: string
  /** Addresses of the underlay that this host's mapped bridge may give to containers. */
  mappedRange: string
  mappedGateway: string
  /** Addresses of the underlay that this host's macvlan network may give to containers. */
  macvlanRange: string
}

export const highestHost = 11

/** Number of a host by its name. */
export function hostNumber(host: string): number {
  const number = Number(/^host([1-9]\d?)$/.exec(host)?.[1])
  if (number <= highestHost) return number
  throw new Error(`"${host}" is no host of the lab: hosts are host1 to host${highestHost}`)
}

/** Where a host sits on the underlay now; a host that is not there yet comes up in zone a. */
export function hostAddresses(host: string): HostAddresses {
  const number = hostNumber(host)
  const zone = readHostConfig(host)?.zone ?? 'a'
  const { start4, start6 } = zoneWiring[zone]
  return {
    number,
    zone,
    v4: `${start4}${10 + number}`,
    v6: `${start6}${10 + number}`,
    gateway4: `${start4}1`,
    secondGateway4: `${start4}2`,
    gateway6: `${start6}1`,
    subnet4: `${start4}0/24`,
    subnet6: `${start6}/64`,
    mappedRange: `${start4}${64 + 8 * (number - 1)}/29`,
    mappedGateway: `${start4}${64 + 8 * (number - 1) + 1}`,
    macvlanRange: `${start4}${160 + 8 * (number - 1)}/29`,
  }
}
