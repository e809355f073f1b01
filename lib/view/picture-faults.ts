import type { Box, Label, Picture, Rect } from './picture.ts'
import { textWidth } from './text-width.ts'

/** Everything about a picture's geometry that a reader would call a fault, in words; empty for a good picture. */
export function pictureFaults(picture: Picture): string[] {
  return [
    ...overlaps(picture),
    ...labelsOutside(picture),
    ...crossings(picture),
    ...sharedJoints(picture),
    ...sharedLines(picture),
    ...labelsOnLabels(picture),
    ...outside(picture),
    ...looseEnds(picture),
  ]
}

const hit = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

const within = (inner: Rect, outer: Rect): boolean =>
  inner.x >= outer.x - 0.01 &&
  inner.y >= outer.y - 0.01 &&
  inner.x + inner.width <= outer.x + outer.width + 0.01 &&
  inner.y + inner.height <= outer.y + outer.height + 0.01

export function labelRect(label: Label): Rect {
  const width = textWidth(label.text, label)
  const x = label.anchor === 'start' ? label.x : label.anchor === 'end' ? label.x - width : label.x - width / 2
  return { x, y: label.y - label.size * 0.8, width, height: label.size }
}

function overlaps(picture: Picture): string[] {
  const faults: string[] = []
  const boxes: Box[] = [...picture.bars, ...picture.cards, ...picture.folds]
  for (const [i, one] of boxes.entries()) {
    for (const other of boxes.slice(i + 1)) if (hit(one, other)) faults.push(`${one.key} overlaps ${other.key}`)
  }
  for (const [i, one] of picture.frames.entries()) {
    for (const other of picture.frames.slice(i + 1))
      if (hit(one, other)) faults.push(`${one.key} overlaps ${other.key}`)
    for (const card of [...picture.cards, ...picture.bars, ...picture.folds]) {
      if (card.hostId === one.hostId ? !within(card, one) : hit(card, one))
        faults.push(`${card.key} is not where its frame is`)
      if (card.hostId === one.hostId && hit(card, one.header))
        faults.push(`${card.key} overlaps the header of ${one.key}`)
    }
  }
  for (const [i, one] of picture.zones.entries()) {
    for (const other of picture.zones.slice(i + 1)) if (hit(one, other)) faults.push(`${one.key} overlaps ${other.key}`)
    for (const frame of picture.frames)
      if (hit(frame, one) && !within(frame, one)) faults.push(`${frame.key} lies half on ${one.key}`)
    for (const box of [...boxes, ...picture.frames]) {
      if (hit(box, one.header)) faults.push(`${box.key} overlaps the caption of ${one.key}`)
      if ('hostId' in box && box.hostId === null && hit(box, one)) faults.push(`${box.key} lies on ${one.key}`)
    }
  }
  const keys = [...boxes, ...picture.zones, ...picture.frames, ...picture.drops, ...picture.uplinks].map(
    (part) => part.key,
  )
  if (new Set(keys).size !== keys.length) faults.push('two parts share a key')
  return faults
}

function labelsOutside(picture: Picture): string[] {
  const faults: string[] = []
  const check = (labels: readonly Label[], box: Rect, key: string): void => {
    for (const label of labels)
      if (!within(labelRect(label), box)) faults.push(`label “${label.text.slice(0, 40)}” leaves ${key}`)
  }
  for (const box of [...picture.bars, ...picture.cards, ...picture.folds]) check(box.labels, box, box.key)
  for (const zone of picture.zones) check(zone.labels, zone.header, zone.key)
  for (const frame of picture.frames) {
    check(frame.labels, frame.header, frame.key)
    for (const badge of frame.badges) {
      check([badge.label], badge, frame.key)
      if (!within(badge, frame.header)) faults.push(`the plate “${badge.label.text}” leaves ${frame.key}`)
      for (const label of frame.labels)
        if (hit(labelRect(label), badge)) faults.push(`the plate “${badge.label.text}” covers “${label.text}”`)
    }
  }
  for (const { plate, key, from } of picture.uplinks) {
    if (plate === null) continue
    check([plate.label], plate, key)
    const bar = picture.bars.find((one) => one.key === from)
    if (!bar || !within(plate, bar)) faults.push(`the plate of ${key} is not on its bar`)
    for (const label of bar?.labels ?? [])
      if (hit(labelRect(label), plate)) faults.push(`the plate of ${key} covers “${label.text}”`)
  }
  return faults
}

/** No line may cross a card, or the address at another's joint. */
function crossings(picture: Picture): string[] {
  const faults: string[] = []
  const addresses = picture.drops.flatMap((drop) =>
    drop.labels.map((label) => ({ key: drop.key, rect: labelRect(label) })),
  )
  for (const line of [...picture.drops, ...picture.uplinks]) {
    const top = Math.min(line.y1, line.y2)
    const stroke = { x: line.x - 1.5, y: top, width: 3, height: Math.max(line.y1, line.y2) - top }
    for (const card of picture.cards) if (hit(stroke, card)) faults.push(`${line.key} crosses ${card.key}`)
    for (const address of addresses) {
      if (address.key !== line.key && hit(stroke, address.rect))
        faults.push(`${line.key} crosses the address of ${address.key}`)
    }
  }
  return faults
}

function sharedJoints(picture: Picture): string[] {
  const faults: string[] = []
  const joints = picture.drops.map((drop) => ({ key: drop.key, ...drop.joint })).sort((a, b) => a.y - b.y || a.x - b.x)
  for (const [i, joint] of joints.entries()) {
    const next = joints[i + 1]
    if (next && next.y === joint.y && next.x - joint.x < 8)
      faults.push(`joints of ${joint.key} and ${next.key} share a place`)
  }
  return faults
}

/** Two lines never run on one another; those that meet at one joint of a rail may touch. */
function sharedLines(picture: Picture): string[] {
  const faults: string[] = []
  const lines = [...picture.drops, ...picture.uplinks].filter((line) => line.y1 !== line.y2).sort((a, b) => a.x - b.x)
  for (const [i, one] of lines.entries()) {
    for (let j = i + 1; j < lines.length; j++) {
      const other = lines[j]
      if (!other || other.x - one.x >= 5) break
      const apart =
        Math.max(one.y1, one.y2) <= Math.min(other.y1, other.y2) ||
        Math.max(other.y1, other.y2) <= Math.min(one.y1, one.y2)
      if (!apart) faults.push(`${one.key} runs on ${other.key}`)
    }
  }
  return faults
}

function labelsOnLabels(picture: Picture): string[] {
  const boxes: Box[] = [...picture.bars, ...picture.cards, ...picture.folds, ...picture.frames, ...picture.zones]
  const labels = [
    ...boxes.flatMap((box) => box.labels.map((label) => ({ owner: box.key, rect: labelRect(label) }))),
    ...picture.drops.flatMap((drop) => drop.labels.map((label) => ({ owner: drop.key, rect: labelRect(label) }))),
    ...picture.captions.map((label) => ({ owner: `caption ${label.text}`, rect: labelRect(label) })),
  ].sort((a, b) => a.rect.y - b.rect.y)
  const faults: string[] = []
  for (const [i, one] of labels.entries()) {
    for (let j = i + 1; j < labels.length; j++) {
      const other = labels[j]
      if (!other || other.rect.y > one.rect.y + one.rect.height) break
      if (hit(one.rect, other.rect)) faults.push(`labels of ${one.owner} and ${other.owner} overlap`)
    }
  }
  const solid = [...picture.bars, ...picture.cards]
  for (const drop of picture.drops) {
    for (const rect of drop.labels.map(labelRect)) {
      for (const box of solid) if (hit(rect, box)) faults.push(`the address of ${drop.key} lies on ${box.key}`)
    }
  }
  return faults
}

function outside(picture: Picture): string[] {
  const all = { x: 0, y: 0, width: picture.width, height: picture.height }
  const boxes: Box[] = [...picture.zones, ...picture.frames, ...picture.bars, ...picture.cards, ...picture.folds]
  return [
    ...boxes.filter((box) => !within(box, all)).map((box) => `${box.key} is outside`),
    ...picture.drops.flatMap((drop) =>
      drop.labels.filter((label) => !within(labelRect(label), all)).map(() => `a label of ${drop.key} is outside`),
    ),
  ]
}

/** Every line ends at the boxes that it names. */
function looseEnds(picture: Picture): string[] {
  const boxes = new Map<string, Box>([...picture.bars, ...picture.cards].map((box) => [box.key, box]))
  return [...picture.drops, ...picture.uplinks].flatMap((line) =>
    [line.from, line.to].flatMap((key) => {
      const box = boxes.get(key)
      if (!box) return [`${line.key} names ${key}, which is not there`]
      const near = [line.y1, line.y2].some((y) => y === box.y || y === box.y + box.height)
      return near && line.x >= box.x && line.x <= box.x + box.width ? [] : [`${line.key} does not end at ${key}`]
    }),
  )
}
