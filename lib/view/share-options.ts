import type { Topology } from '../model/topology.ts'
import type { DrawOptions } from './draw-svg.ts'
import { naturalOrder } from './natural-order.ts'
import type { Picture } from './picture.ts'
import type { Theme } from './theme.ts'

/** `2026-11-23 09:41:07 UTC` */
export const utcText = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`

export const defaultTitle = (topology: Topology): string =>
  `Docker networks of ${hostNames(topology).join(', ') || 'no host'}`

const hostNames = ({ hosts }: Topology): string[] => hosts.map(({ name }) => name).sort(naturalOrder)

/** What stands around a shared picture, the same whether the page or the server draws it. */
export function shareOptions(
  topology: Topology,
  picture: Picture,
  choice: { title: string; theme: Theme; redact?: boolean },
): DrawOptions {
  return {
    ...choice,
    readAt: utcText(topology.readAt),
    hosts: hostNames(topology),
    legend: true,
    filters: picture.hidden,
  }
}
