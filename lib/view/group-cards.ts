import type { NetworkId } from '../model/id.ts'
import type { Attachment, CardSeed } from './card-seed.ts'
import { withoutStack } from './container-words.ts'
import { grouped } from './lookup.ts'
import { naturalOrder } from './natural-order.ts'
import type { ViewState } from './picture.ts'

/** Above this many cards a host's are grouped without being asked; with many hosts above fewer. */
const groupAbove = (hosts: number): number => Math.min(60, Math.max(20, Math.floor(600 / hosts)))

export type GroupedCards = { cards: CardSeed[]; by: 'service' | 'project' | 'networks' | null }

type Naming = { key: string; name: string } | null

/** Cards of one host, those of a kind as one: by what the view asks, or by what makes them few enough. */
export function groupCards(cards: CardSeed[], group: ViewState['group'], hosts: number): GroupedCards {
  if (group === 'service') return { cards: groupBy(cards, byService), by: 'service' }
  if (group === 'project') return { cards: groupBy(cards, byProject), by: 'project' }
  const most = groupAbove(hosts)
  if (cards.length <= most) return { cards, by: null }
  const services = groupBy(cards, byService)
  if (services.length <= most) return { cards: services, by: 'service' }
  return { cards: groupBy(cards, byNetworks), by: 'networks' }
}

const byService = (card: CardSeed): Naming =>
  card.service === null
    ? null
    : { key: `service/${card.project ?? ''}/${card.service}`, name: withoutStack(card.service, card.project) }

const byProject = (card: CardSeed): Naming =>
  card.project === null ? null : { key: `project/${card.project}`, name: card.project }

function byNetworks(card: CardSeed): Naming {
  const networks = card.attachments.map((one) => one.networkId).sort()
  return { key: `networks/${card.project ?? ''}/${networks.join(' ')}`, name: card.project ?? card.name }
}

function groupBy(cards: readonly CardSeed[], naming: (card: CardSeed) => Naming): CardSeed[] {
  const groups = new Map<string, { name: string; members: CardSeed[] }>()
  for (const card of cards) {
    const named = card.containerIds.length === 0 ? null : naming(card)
    const key = named?.key ?? card.key
    const group = groups.get(key)
    if (group) group.members.push(card)
    else groups.set(key, { name: named?.name ?? card.name, members: [card] })
  }
  return [...groups].flatMap(([key, group]) => groupSeed(key, group.name, group.members) ?? [])
}

function groupSeed(key: string, name: string, members: CardSeed[]): CardSeed | null {
  const [first, second] = members
  if (!first || !second) return first ?? null
  const images = [...new Set(members.map((one) => one.image))].sort(naturalOrder)
  const worst = [...members].sort((a, b) => toneRank(b) - toneRank(a))[0] ?? first
  const same = members.filter((one) => one.tone === worst.tone).length
  return {
    ...first,
    key: `group:${first.hostId}/${key}`,
    subject: `group:${first.hostId}/${key}`,
    containerIds: members.flatMap((one) => one.containerIds),
    name,
    companions: members.map((one) => one.name),
    image: images.length === 1 ? (images[0] ?? '') : `${images.length} images`,
    ports: members.flatMap((one) => one.ports),
    meshPorts: [...new Set(members.flatMap((one) => one.meshPorts))],
    serviceIds: [...new Set(members.flatMap((one) => one.serviceIds))],
    unseen: members.every((one) => one.unseen),
    tone: worst.tone,
    stateWord: same === members.length ? worst.stateWord : `${same} ${worst.stateWord}`,
    count: members.length,
    attachments: uniteAttachments(members),
  }
}

const toneRank = (card: CardSeed): number => ['idle', 'ok', 'warn', 'bad'].indexOf(card.tone)

function uniteAttachments(members: readonly CardSeed[]): Attachment[] {
  const byNetwork = grouped(
    members.flatMap((one) => one.attachments),
    (one) => one.networkId,
  )
  const unite = (networkId: NetworkId, list: Attachment[]): Attachment => ({
    networkId,
    endpoints: list.flatMap((one) => one.endpoints),
    count: list.length,
  })
  return [...byNetwork].map(([networkId, list]) => unite(networkId, list))
}
