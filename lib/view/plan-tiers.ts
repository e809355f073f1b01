import type { Host } from '../model/host.ts'
import type { HostId } from '../model/id.ts'
import type { HostGroup } from './host-groups.ts'
import { measures } from './measures.ts'
import type { Rect } from './picture.ts'

/** Hosts of one group that stand side by side. */
export type TierPart = { group: HostGroup; hosts: Host[] }

/** A row of hosts, with the bars that span them above and below. */
export type Tier = TierPart[]

/** Rows of hosts, by their number alone: a group stays in one row where it can. */
export function planTiers(groups: readonly HostGroup[]): Tier[] {
  const most = tierSize(groups.reduce((sum, group) => sum + group.hosts.length, 0))
  const tiers: Tier[] = []
  let room = 0
  for (const group of groups) {
    if (group.hosts.length > room && group.hosts.length <= most) room = 0
    for (let at = 0; at < group.hosts.length; ) {
      if (room === 0) {
        tiers.push([])
        room = most
      }
      const hosts = group.hosts.slice(at, at + room)
      tiers.at(-1)?.push({ group, hosts })
      at += hosts.length
      room -= hosts.length
    }
  }
  return tiers
}

/** As many hosts side by side as can be read on one screen: three, four hosts two by two; many hosts are about twice as wide as high. */
function tierSize(hosts: number): number {
  if (hosts <= 9) return hosts === 4 ? 2 : 3
  return Math.ceil(Math.sqrt(2 * hosts))
}

export type TierPlaces = {
  frames: Map<HostId, Pick<Rect, 'x' | 'width'>>
  grounds: { part: TierPart; x: number; width: number }[]
  right: number
}

/** Frames side by side, with more room between two groups that are told apart. */
export function placeTier(tier: Tier, widthOf: (host: Host) => number, left: number, apart: boolean): TierPlaces {
  const frames: TierPlaces['frames'] = new Map()
  const grounds: TierPlaces['grounds'] = []
  let x = left
  for (const part of tier) {
    const start = x
    for (const host of part.hosts) {
      const width = widthOf(host)
      frames.set(host.id, { x, width })
      x += width + measures.frameGap
    }
    const end = x - measures.frameGap
    grounds.push({ part, x: start - measures.zonePad, width: end - start + 2 * measures.zonePad })
    if (apart) x += measures.zoneGap
  }
  return { frames, grounds, right: Math.max(left, ...[...frames.values()].map((one) => one.x + one.width)) }
}
