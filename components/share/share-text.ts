import type { Topology } from '../../lib/model/topology.ts'

/** A file's name that says what and when, harmless on any file system. */
export function fileName(topology: Topology, ending: string): string {
  const host = (topology.hosts[0]?.name ?? 'networks').replace(/[^A-Za-z0-9.-]+/g, '-').slice(0, 40)
  return `portolan-${host}-${new Date(topology.readAt).toISOString().slice(0, 19).replace(/[:T]/g, '-')}.${ending}`
}
