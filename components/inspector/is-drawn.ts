import type { Picture } from '../../lib/view/picture.ts'

/** Whether a container, network or endpoint has a part in the picture, if only as one of a group. Other records need none. */
export function isDrawn(picture: Picture, subject: string): boolean {
  if (!/^(container|network):/.test(subject)) return true
  const id = subject.slice(subject.indexOf(':') + 1)
  return (
    picture.bars.some((bar) => bar.subject === subject) ||
    picture.cards.some((card) => card.subject === subject || card.containerIds.some((member) => member === id))
  )
}
