import type { HostId } from '../model/id.ts'
import type { Picture } from './picture.ts'

/** Keys of all that lights up for a key or a subject: the part itself, what is attached to it, and the lines between. Null where nothing has that name. */
export function highlight(picture: Picture, name: string): ReadonlySet<string> | null {
  const lines = [...picture.drops, ...picture.uplinks]
  const boxes = [...picture.frames, ...picture.bars, ...picture.cards, ...picture.folds]
  const container = name.startsWith('container:') ? name.slice('container:'.length) : null
  const service = name.startsWith('service:') ? name.slice('service:'.length) : null
  const seeds = new Set<string>()
  for (const box of boxes) if (box.key === name || box.subject === name) seeds.add(box.key)
  for (const card of picture.cards) {
    if (container !== null && card.containerIds.some((id) => id === container)) seeds.add(card.key)
    if (service !== null && card.serviceIds.some((id) => id === service)) seeds.add(card.key)
  }
  for (const frame of picture.frames) if (name === `node:${frame.nodeId}`) seeds.add(frame.key)
  const subjects = new Set(boxes.filter((box) => seeds.has(box.key)).map((box) => box.subject))
  for (const bar of picture.bars) if (subjects.has(bar.subject) && bar.role !== 'nic') seeds.add(bar.key)
  for (const bar of picture.bars) {
    if (bar.tunnel?.networkIds.some((id) => subjects.has(`network:${id}`))) seeds.add(bar.key)
  }
  const named = lines.filter((line) => line.key === name || line.subject === name)
  if (seeds.size === 0 && named.length === 0) return null

  const lit = new Set(seeds)
  for (const line of named) for (const key of [line.key, line.from, line.to]) lit.add(key)
  for (const line of lines) {
    if (seeds.has(line.from) || seeds.has(line.to)) for (const key of [line.key, line.from, line.to]) lit.add(key)
  }
  lightRails(picture, lit)
  for (const frame of picture.frames) {
    if (!seeds.has(frame.key)) continue
    for (const box of [...picture.cards, ...picture.bars]) if (box.hostId === frame.hostId) lit.add(box.key)
    lightTunnels(picture, frame.hostId, lit)
  }
  return lit
}

/** The tunnels of a host, to their other ends. */
function lightTunnels(picture: Picture, hostId: HostId, lit: Set<string>): void {
  const nics = new Set(picture.bars.filter((bar) => bar.hostId === hostId && bar.role === 'nic').map(({ key }) => key))
  const legs = picture.uplinks.filter(({ style }) => style === 'tunnel' || style === 'silent')
  const subjects = new Set(legs.filter(({ from }) => nics.has(from)).map(({ subject }) => subject))
  for (const leg of legs.filter(({ subject }) => subjects.has(subject)))
    for (const key of [leg.key, leg.from, leg.to]) lit.add(key)
}

/** The way from a lit bar of one network to its like in other rows. */
function lightRails(picture: Picture, lit: Set<string>): void {
  const rails = picture.uplinks.filter((one) => one.style === 'rail')
  for (let grown = true; grown; ) {
    grown = false
    for (const rail of rails) {
      if (lit.has(rail.key) || !(lit.has(rail.from) || lit.has(rail.to))) continue
      for (const key of [rail.key, rail.from, rail.to]) lit.add(key)
      grown = true
    }
  }
}
