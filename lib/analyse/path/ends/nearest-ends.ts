import type { Topology } from '../../../model/topology.ts'

const most = 5

/** What may have been meant by a text that names nothing, the nearest first. */
export function nearestEnds(topology: Topology, text: string, kind: string | null = null): string[] {
  const wanted = text.toLowerCase()
  const all = [
    ...(kind === null || kind === 'container' ? topology.containers.map(({ name }) => ({ name, says: name })) : []),
    ...(kind === null || kind === 'service'
      ? topology.services.map(({ name }) => ({ name, says: `service:${name}` }))
      : []),
    ...(kind === null || kind === 'host' ? topology.hosts.map(({ name }) => ({ name, says: `host:${name}` })) : []),
  ]
  const ranked = all
    .map(({ name, says }) => ({ says, distance: distanceOf(name.toLowerCase(), wanted) }))
    .filter(({ distance }) => distance <= Math.max(3, wanted.length / 2))
    .sort((a, b) => a.distance - b.distance || (a.says < b.says ? -1 : 1))
  return [...new Set(ranked.map(({ says }) => says))].slice(0, most)
}

/** A name that holds the text is nearer than one that is only spelt like it. */
function distanceOf(name: string, wanted: string): number {
  if (name.startsWith(wanted)) return 0
  return name.includes(wanted) || wanted.includes(name) ? 1 : 1 + editsBetween(name, wanted)
}

/** Levenshtein's distance. */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
