import { countWords } from './count-words.ts'
import { inertText } from './inert-text.ts'
import { makeLabel } from './make-label.ts'
import { fonts } from './measures.ts'
import type { Rect, Zone } from './picture.ts'
import type { TierPart } from './plan-tiers.ts'
import { textWidth } from './text-width.ts'

/** The ground of a group of hosts with its caption; none where nothing tells where they are. */
export function zonePart({ group, hosts }: TierPart, ground: Rect, tier: number): Zone | null {
  const { zone, subnet } = group
  if (zone === null && subnet === null) return null
  const name = zone === null ? `subnet ${subnet}` : `zone ${zone}`
  const facts = [...(zone === null || subnet === null ? [] : [subnet]), countWords(hosts.length, 'host')]
  const left = ground.x + 12
  const baseline = ground.y + 19
  const room = ground.width - 24
  const title = makeLabel(name, left, baseline, room - 60, fonts.header)
  const after = left + Math.ceil(textWidth(title.text, fonts.header)) + 8
  const rest = makeLabel(facts.join(' · '), after, baseline, left + room - after, fonts.headerSoft, { soft: true })
  const width = after - left + Math.ceil(textWidth(rest.text, fonts.headerSoft))
  return {
    kind: 'zone',
    ...ground,
    key: `${group.key}@${tier}`,
    subject: group.key,
    name: inertText(name),
    labels: [title, rest],
    title: inertText([name, ...facts].join(' · ')),
    header: { x: left - 6, y: ground.y + 4, width: Math.min(width, room) + 12, height: 22 },
  }
}
