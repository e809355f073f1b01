import { inertText } from './inert-text.ts'
import { grouped } from './lookup.ts'
import type { Bar, Card, Picture } from './picture.ts'

/** What a screen reader walks through instead of the picture. */
export type TreeNode = { key: string; subject: string; text: string; children: TreeNode[] }

/** Host, network, container, address: the picture as a tree, in the picture's order. */
export function pictureTree(picture: Picture): TreeNode[] {
  const cards = new Map(picture.cards.map((card) => [card.key, card]))
  const dropsOf = grouped(picture.drops, ({ to }) => to)
  return picture.frames.map((frame) => {
    const own = picture.cards.filter((card) => card.hostId === frame.hostId)
    const ownKeys = new Set(own.map((card) => card.key))
    const bySubject = new Map<string, { bar: Bar; members: TreeNode[] }>()
    for (const bar of networkBars(picture, frame.hostId)) {
      const entry = bySubject.get(bar.subject) ?? { bar, members: [] }
      for (const drop of dropsOf.get(bar.key) ?? []) {
        const card = ownKeys.has(drop.from) ? cards.get(drop.from) : undefined
        if (!card) continue
        entry.members.push(memberNode(card, `${bar.subject}/${card.key}`, drop.title, drop.subject))
      }
      bySubject.set(bar.subject, entry)
    }
    const networks = [...bySubject.values()].map(({ bar, members }) =>
      node(`${frame.key}/${bar.subject}`, bar.subject, bar.title, members),
    )
    const tied = new Set(picture.drops.map((drop) => drop.from))
    const loose = own
      .filter((card) => !tied.has(card.key))
      .map((card) => node(`${frame.key}/${card.key}`, card.subject, card.title, []))
    const nics = picture.bars
      .filter((bar) => bar.role === 'nic' && bar.hostId === frame.hostId)
      .map((bar) => node(`${frame.key}/${bar.key}`, bar.subject, bar.title, []))
    return node(frame.key, frame.subject, frame.title, [...networks, ...loose, ...nics])
  })
}

const networkBars = (picture: Picture, hostId: string): Bar[] =>
  picture.bars.filter(
    (bar) => (bar.role === 'network' || bar.role === 'mode') && (bar.hostId === hostId || bar.hostId === null),
  )

function memberNode(card: Card, key: string, dropTitle: string, dropSubject: string): TreeNode {
  const address = dropTitle.split(' · ').slice(1).join(' · ')
  const leaf = node(`${key}/address`, dropSubject, address === '' ? 'no address' : address, [])
  return node(key, card.subject, card.title, [leaf])
}

const node = (key: string, subject: string, text: string, children: TreeNode[]): TreeNode => ({
  key,
  subject,
  text: inertText(text),
  children,
})
