import type { Topology } from '../../lib/model/topology.ts'
import { endText } from '../../lib/view/end-text.ts'
import { naturalOrder } from '../../lib/view/natural-order.ts'

const most = 60

/** What may be typed for an end, by what has been typed of it: names of containers, services and hosts. */
export function endChoices(topology: Topology, typed: string): string[] {
  const words = typed.trim().toLowerCase()
  const texts = [
    ...topology.containers.map(({ id }) => `container:${id}`),
    ...topology.services.map(({ id }) => `service:${id}`),
    ...topology.hosts.map(({ id }) => `host:${id}`),
  ].flatMap((subject) => endText(topology, subject) ?? [])
  return [...new Set(texts)]
    .filter((text) => text.toLowerCase().includes(words))
    .sort((a, b) => rank(a, words) - rank(b, words) || naturalOrder(a, b))
    .slice(0, most)
}

const rank = (text: string, words: string): number => (text.toLowerCase().startsWith(words) ? 0 : 1)
