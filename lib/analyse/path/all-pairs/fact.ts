import type { NamespaceId } from '../../../model/id.ts'
import { blockOf, ipOf, textOf } from '../ip.ts'
import type { End, Segment } from './ground.ts'
import type { Names, Owner } from './names.ts'

/** A text in which names are told from words. */
export type Fact = {
  pieces: readonly (string | { word: string; owner: Owner; rest: string })[]
  owners: ReadonlySet<End | Segment>
  /** Blocks, ranges and patterns of names in it that are nobody's own: they may hold some and not others. */
  sets: readonly string[]
}

const words = /[0-9A-Za-z_.:@*%+/-]+/g

export function readFact(names: Names, namespaceId: NamespaceId, text: string): Fact {
  const pieces: Fact['pieces'][number][] = []
  const owners = new Set<End | Segment>()
  const sets: string[] = []
  let from = 0
  for (const { 0: word, index } of text.matchAll(words)) {
    const named = ownerOf(names, namespaceId, word)
    if (named) {
      pieces.push(text.slice(from, index), named)
      owners.add(named.owner.of)
      from = index + word.length
    } else if (isSet(word)) sets.push(word)
  }
  pieces.push(text.slice(from))
  return { pieces, owners, sets }
}

/** `10.0.0.5`, `10.0.0.5/32`, `10.0.0.5:80`, `10.0.0.5/24` of an interface, `10.0.0.0/24`, a MAC, a name of an interface. */
function ownerOf(names: Names, id: NamespaceId, word: string): { word: string; owner: Owner; rest: string } | null {
  const exact = names.owner(word, id)
  if (exact) return { word, owner: exact, rest: '' }
  const [, head = '', rest = ''] = /^(.*?)(\/(?:32|128)|:\d+|\/\d+)$/.exec(word) ?? []
  if (head === '') return null
  const ip = ipOf(head)
  const block = rest.startsWith('/') ? blockOf(word) : null
  const whole = block && names.owner(textOf(block), id)
  if (whole && ip && block.base === ip.value) return { word, owner: whole, rest: '' }
  const owner = ip && names.owner(ip.text, id)
  return owner ? { word, owner, rest } : null
}

const isSet = (word: string): boolean =>
  /^[0-9a-fA-F.:]+\/[0-9.a-fA-F:]+$/.test(word) || /^[0-9a-fA-F.:]+-[0-9a-fA-F.:]+$/.test(word) || /[+*]$/.test(word)

/** The text as it is for an end and whatever is its equal: its own names are replaced, those of others stand. */
export function seenBy(end: End, { pieces }: Fact): string {
  let text = ''
  for (const piece of pieces) text += typeof piece === 'string' ? piece : nameFor(end, piece)
  return text
}

function nameFor(end: End, { word, owner, rest }: Exclude<Fact['pieces'][number], string>): string {
  if (owner.of === end) return `§${owner.slot}${rest}`
  if (owner.of.kind !== 'segment') return word
  for (let at = 0; at < end.attachments.length; at++)
    if (end.attachments[at]?.segment === owner.of) return `§segment${at}.${owner.slot}${rest}`
  return word
}
