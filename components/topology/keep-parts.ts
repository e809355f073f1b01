import type { Part, Picture } from '../../lib/view/picture.ts'

/** A picture with when each part last changed its look, for the glow. Parts that look the same stay the same objects. */
export type DrawnPicture = { picture: Picture; changedAt: ReadonlyMap<string, number> }

/** `at` is when the topology changed; null where only the view did, which makes nothing glow. */
export function keepParts(previous: DrawnPicture | null, picture: Picture, at: number | null): DrawnPicture {
  if (previous === null) return { picture, changedAt: new Map() }
  const changedAt = new Map(previous.changedAt)
  const keep = <T extends Part>(old: readonly T[], parts: T[]): T[] => {
    const byKey = new Map(old.map((part) => [part.key, part]))
    return parts.map((part) => {
      const known = byKey.get(part.key)
      if (known && sameValue(known, part)) return known
      if (at !== null && !(known && sameButPlace(known, part))) changedAt.set(part.key, at)
      return part
    })
  }
  const old = previous.picture
  return {
    picture: {
      ...picture,
      zones: keep(old.zones, picture.zones),
      frames: keep(old.frames, picture.frames),
      bars: keep(old.bars, picture.bars),
      cards: keep(old.cards, picture.cards),
      drops: keep(old.drops, picture.drops),
      uplinks: keep(old.uplinks, picture.uplinks),
      folds: keep(old.folds, picture.folds),
    },
    changedAt,
  }
}

/** Whether a part only moved: it says the same as before. */
const sameButPlace = (a: Part, b: Part): boolean =>
  a.title === b.title && (a.kind !== 'card' || b.kind !== 'card' || a.tone === b.tone)

function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const entries = Object.entries(a)
  const others = new Map(Object.entries(b))
  return (
    entries.length === others.size &&
    entries.every(([key, value]) => others.has(key) && sameValue(value, others.get(key)))
  )
}
