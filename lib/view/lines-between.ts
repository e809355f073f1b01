import type { Bar, Picture, Uplink } from './picture.ts'

/** The lines that lead from one bar to the next of a way: the rails of one thing, or the wires and tunnels between interfaces of two hosts. */
export function linesBetween(picture: Picture, from: Bar, to: Bar): Uplink[] {
  if (from.subject === to.subject)
    return shortest(
      picture.uplinks.filter(({ style, subject }) => style === 'rail' && subject === from.subject),
      from,
      to,
    )
  if (from.role !== 'nic' || to.role !== 'nic' || from.hostId === to.hostId) return []
  const bars = new Map(picture.bars.map((bar) => [bar.key, bar]))
  const isTunnel = ({ from, to }: Uplink) => [from, to].some((key) => bars.get(key)?.role === 'tunnel')
  const between = picture.uplinks.filter(({ style }) => betweenHosts.has(style))
  return [
    ...shortest(
      between.filter((line) => !isTunnel(line)),
      from,
      to,
    ),
    ...shortest(
      between.filter((line) => isTunnel(line)),
      from,
      to,
    ),
  ]
}

const betweenHosts: ReadonlySet<Uplink['style']> = new Set(['wire', 'told', 'gateway', 'rail', 'tunnel', 'silent'])

/** The fewest lines from one bar to another; empty where none lead there. */
function shortest(lines: readonly Uplink[], from: Bar, to: Bar): Uplink[] {
  const wayTo = new Map<string, Uplink[]>([[from.key, []]])
  const queue = [from.key]
  for (const at of queue) {
    const way = wayTo.get(at) ?? []
    if (at === to.key) return way
    for (const line of lines) {
      const next = line.from === at ? line.to : line.to === at ? line.from : null
      if (next === null || wayTo.has(next)) continue
      wayTo.set(next, [...way, line])
      queue.push(next)
    }
  }
  return []
}
