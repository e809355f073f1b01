import type { Bar, Card, Fold, Frame, Zone } from '../../lib/view/picture.ts'

/** Whether a box stands for a subject: by its own, as a container among those of a card, as a task of a service, or as the host that a node is. */
export function isOfSubject(box: Zone | Frame | Bar | Card | Fold, subject: string | null): boolean {
  if (subject === null) return false
  if (box.subject === subject) return true
  if (box.kind === 'frame') return box.nodeId !== null && subject === `node:${box.nodeId}`
  if (box.kind !== 'card') return false
  return (
    box.containerIds.some((id) => subject === `container:${id}`) ||
    box.serviceIds.some((id) => subject === `service:${id}`)
  )
}
