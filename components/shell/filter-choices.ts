import type { Topology } from '../../lib/model/topology.ts'
import { naturalOrder } from '../../lib/view/natural-order.ts'

/** The drivers and projects that there are to choose from. */
export function filterChoices(topology: Topology): { drivers: string[]; projects: string[] } {
  const projects = topology.containers.flatMap(({ project }) => (project === null ? [] : [project]))
  return {
    drivers: unique(topology.networks.map(({ driver }) => driver)),
    projects: unique(projects),
  }
}

const unique = (words: string[]): string[] => [...new Set(words)].sort(naturalOrder)
