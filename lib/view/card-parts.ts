import type { CardSeed } from './card-seed.ts'
import { portTexts } from './container-words.ts'
import { countWords } from './count-words.ts'
import { cutLabel } from './cut-label.ts'
import { inertText } from './inert-text.ts'
import { makeLabel } from './make-label.ts'
import { fonts } from './measures.ts'
import type { Card, Label, Rect } from './picture.ts'
import { textWidth } from './text-width.ts'

/** A card at its place, with what it says. */
export function cardPart(seed: CardSeed, rect: Rect): Card {
  return {
    kind: 'card',
    ...rect,
    key: seed.key,
    subject: seed.subject,
    name: inertText(seed.name),
    labels: cardLabels(seed, rect),
    title: cardTitle(seed),
    hostId: seed.hostId,
    containerIds: seed.containerIds,
    serviceIds: seed.serviceIds,
    unseen: seed.unseen,
    tone: seed.tone,
    stateWord: seed.stateWord,
    group: seed.count > 1,
    dot: { x: rect.x + 13, y: rect.y + 16 },
  }
}

function cardLabels(seed: CardSeed, rect: Rect): Label[] {
  const left = rect.x + 10
  const room = rect.width - 20
  const count = seed.count > 1 ? `×${seed.count}` : ''
  const countWidth = count === '' ? 0 : textWidth(count, fonts.cardSoft) + 6
  const nameRoom = room - 13 - countWidth
  const name = makeLabel(nameThatFits(seed, nameRoom), rect.x + 23, rect.y + 20.5, nameRoom, fonts.cardName)
  const labels = [{ ...name, full: makeLabel(seed.name, 0, 0, 0, fonts.cardName).full }]
  if (count !== '') {
    const right = rect.x + rect.width - 10
    labels.push(makeLabel(count, right, rect.y + 20.5, countWidth, fonts.cardSoft, { soft: true, anchor: 'end' }))
  }
  labels.push(makeLabel(secondLine(seed, room), left, rect.y + 36, room, fonts.cardSoft, { soft: true }))
  const third = thirdLine(seed, room)
  if (third !== null) labels.push(makeLabel(third.text, left, rect.y + 50, room, third.font, { soft: true }))
  return labels
}

/** The name, or what follows the project's where that is too much: `db-1` of `reporting-db-1`. */
function nameThatFits({ name, project }: CardSeed, room: number): string {
  const start = `${project}-`
  if (project === null || !name.startsWith(start) || textWidth(inertText(name), fonts.cardName) <= room) return name
  return name.slice(start.length) || name
}

const sharers = (seed: CardSeed): string[] => (seed.count === 1 ? seed.companions : [])

function secondLine(seed: CardSeed, room: number): string {
  const shared = sharers(seed)
  if (seed.unseen && seed.tone === 'ok') return wordAnd('not seen', seed.image, room)
  if (seed.tone === 'ok') return shared.length > 0 ? `+ ${shared.join(', ')}` : seed.image
  if (seed.containerIds.length === 0) return seed.image
  return wordAnd(seed.stateWord, seed.image, room)
}

/** The word whole, and what is left of the room for the image. */
function wordAnd(word: string, image: string, room: number): string {
  const before = `${word} · `
  const rest = room - textWidth(before, fonts.cardSoft)
  return rest < 32 ? word : before + cutLabel(image, rest, fonts.cardSoft)
}

const allPorts = (seed: CardSeed): string[] => [...portTexts(seed.ports), ...seed.meshPorts]

function thirdLine(seed: CardSeed, room: number) {
  const shared = sharers(seed)
  if (shared.length > 0 && seed.tone !== 'ok') return { text: `+ ${shared.join(', ')}`, font: fonts.cardSoft }
  const ports = allPorts(seed)
  if (ports.length === 0) return shared.length > 0 ? { text: seed.image, font: fonts.cardSoft } : null
  const [first = ''] = ports
  const more = ports.length === 1 ? '' : ` +${ports.length - 1}`
  const whole = `${first}${more}`
  // Where it is reached matters more than where it leads to.
  const text = textWidth(whole, fonts.cardMono) <= room ? whole : `${first.split(' → ', 1)[0]}${more}`
  return { text, font: fonts.cardMono }
}

function cardTitle(seed: CardSeed): string {
  const what =
    seed.containerIds.length === 0
      ? 'system endpoint'
      : seed.count > 1
        ? countWords(seed.count, 'container')
        : 'container'
  const ports = allPorts(seed)
  const parts = [
    `${what} ${seed.name}`,
    seed.stateWord,
    seed.unseen ? 'told by a manager, not seen' : '',
    seed.image,
    seed.project === null ? '' : `project ${seed.project}`,
    seed.companions.length === 0
      ? ''
      : `${seed.count > 1 ? 'containers' : 'shares its namespace with'} ${seed.companions.join(', ')}`,
    ports.length === 0 ? '' : `publishes ${ports.join(', ')}`,
  ]
  return inertText(parts.filter((part) => part !== '').join(' · '))
}
