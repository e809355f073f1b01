export type HostAddresses = {
  number: number
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

export const highestHost = 9

/** Number of a host by its name: host1 to host9. */
export function hostNumber(host: string): number {
  const number = Number(/^host([1-9])$/.exec(host)?.[1])
  if (Number.isInteger(number)) return number
  throw new Error(`"${host}" is no host of the lab: hosts are host1 to host${highestHost}`)
}

/** Where a host sits on the underlay, which is made of documentation ranges only. */
export function hostAddresses(host: string): HostAddresses {
  const number = hostNumber(host)
  return {
    number,
    v4: `198.51.100.${10 + number}`,
    v6: `2001:db8:51::${10 + number}`,
    gateway4: '198.51.100.1',
    secondGateway4: '198.51.100.2',
    gateway6: '2001:db8:51::1',
    subnet4: '198.51.100.0/24',
    subnet6: '2001:db8:51::/64',
    mappedRange: `198.51.100.${64 + 8 * (number - 1)}/29`,
    mappedGateway: `198.51.100.${64 + 8 * (number - 1) + 1}`,
    macvlanRange: `198.51.100.${160 + 8 * (number - 1)}/29`,
  }
}
