import type { Host } from '../model/host.ts'
import type { Node } from '../model/node.ts'
import type { HostHead } from './host-head.ts'
import { inertText } from './inert-text.ts'
import { makeLabel } from './make-label.ts'
import { fonts, measures } from './measures.ts'
import type { Badge, Frame, Label, Rect } from './picture.ts'
import { textWidth } from './text-width.ts'

type Headed = { host: Host; node: Node | undefined; head: HostHead }

const badgeGap = 5

const badgeWidth = (word: string): number => Math.ceil(textWidth(word, fonts.plate)) + 14

/** The room that the plates of a head take, with the gap before each. */
export const badgesWidth = ({ badges }: HostHead): number =>
  badges.reduce((sum, { word }) => sum + badgeWidth(word) + badgeGap, 0)

/** A host's frame with its head: the name, its plates, and in what is left of the room the engine's version. */
export function framePart({ host, node, head }: Headed, frame: Rect, room: number): Frame {
  const left = frame.x + measures.framePad
  const top = frame.y + measures.headerTop
  const baseline = top + 16.5
  const plates = badgesWidth(head)
  const name = makeLabel(host.name, left, baseline, Math.min(room - plates, 320), fonts.header)
  let x = left + Math.ceil(textWidth(name.text, fonts.header)) + 3
  const badges = head.badges.map(({ word, look }): Badge => {
    const width = badgeWidth(word)
    const rect = { x: x + badgeGap, y: top + 4, width, height: measures.plateHeight }
    x += width + badgeGap
    const label = makeLabel(word, rect.x + width / 2, rect.y + 11.5, width, fonts.plate, { anchor: 'middle' })
    return { ...rect, label, look }
  })
  const rest = left + room - x - 8
  const subtitle: Label[] =
    rest < 30 || head.subtitle === ''
      ? []
      : [makeLabel(head.subtitle, x + 8, baseline, rest, fonts.headerSoft, { soft: true })]
  for (const { text } of subtitle) x += 8 + Math.ceil(textWidth(text, fonts.headerSoft))
  return {
    kind: 'frame',
    ...frame,
    key: `host:${host.id}`,
    subject: `host:${host.id}`,
    name: inertText(host.name),
    labels: [name, ...subtitle],
    title: inertText(head.title),
    hostId: host.id,
    nodeId: node?.id ?? null,
    sight: head.sight,
    badges,
    header: { x: left - 6, y: top, width: x - left + 12, height: measures.headerHeight },
  }
}
