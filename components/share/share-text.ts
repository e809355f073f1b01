import type { Topology } from '../../lib/model/topology.ts'
import type { DrawOptions } from '../../lib/view/draw-svg.ts'
import type { Picture } from '../../lib/view/picture.ts'
import type { Theme } from '../../lib/view/theme.ts'

/** `2026-11-23 09:41:07 UTC` */
export const utcText = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`

export const defaultTitle = (topology: Topology): string =>
  `Docker networks of ${topology.hosts.map(({ name }) => name).join(', ') || 'no host'}`

/** A file's name that says what and when, harmless on any file system. */
export function fileName(topology: Topology, ending: string): string {
  const host = (topology.hosts[0]?.name ?? 'networks').replace(/[^A-Za-z0-9.-]+/g, '-').slice(0, 40)
  return `portolan-${host}-${new Date(topology.readAt).toISOString().slice(0, 19).replace(/[:T]/g, '-')}.${ending}`
}

export function drawOptions(
  topology: Topology,
  picture: Picture,
  choice: { title: string; theme: Theme },
): DrawOptions {
  return {
    ...choice,
    readAt: utcText(topology.readAt),
    hosts: topology.hosts.map(({ name }) => name),
    legend: true,
    filters: picture.hidden,
  }
}
