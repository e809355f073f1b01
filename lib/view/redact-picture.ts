import type { Box, Drop, Label, Picture, Uplink } from './picture.ts'

/** Words for names, in the order in which the names are met. */
type Names = Map<string, string>

const address =
  /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?:\/\d+)?(?![\w.])|(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?:\/\d+)?(?![\w:])/gi

/** The same picture without names, images and addresses: shapes and kinds stay, and who is tied to what. */
export function redactPicture(picture: Picture): Picture {
  const names: Names = new Map()
  const redacted = {
    zones: picture.zones.map((zone, index) => redactBox(zone, `zone ${index + 1}`, names)),
    frames: picture.frames.map((frame, index) => redactBox(frame, `host ${index + 1}`, names)),
    bars: picture.bars.map((bar, index) =>
      redactBox(bar, bar.role === 'underlay' ? 'underlay' : `${bar.role} ${index + 1}`, names),
    ),
    cards: picture.cards.map((card, index) =>
      redactBox(card, `${card.group ? 'group' : 'container'} ${index + 1}`, names),
    ),
  }
  return {
    ...picture,
    ...redacted,
    drops: picture.drops.map(redactDrop),
    uplinks: picture.uplinks.map(redactUplink),
    folds: picture.folds.map((fold) => ({ ...fold, title: fold.name })),
    hidden: picture.hidden.map((text) => redactText(text, names)),
  }
}

/** Addresses as `x`, known names as their words. */
export function redactText(text: string, names: ReadonlyMap<string, string>): string {
  let redacted = text
  for (const [name, word] of [...names].sort(([a], [b]) => b.length - a.length)) {
    if (name !== '') redacted = redacted.replaceAll(name, word)
  }
  return redacted
    .replace(/“.*”/gs, '“…”')
    .replace(/\boutside project .* hidden$/s, 'outside project “…” hidden')
    .replace(address, 'x')
}

function redactBox<T extends Box>(box: T, word: string, names: Names): T {
  if (!names.has(box.name)) names.set(box.name, word)
  const labels = box.labels.slice(0, 1).map((label): Label => ({ ...label, text: word, full: word }))
  return { ...box, name: word, title: word, labels }
}

/** A gateway's plate holds its address; all others name a way out. */
const redactUplink = (uplink: Uplink): Uplink => ({
  ...uplink,
  title: uplink.style,
  plate:
    uplink.style === 'gateway' && uplink.plate !== null
      ? { ...uplink.plate, label: { ...uplink.plate.label, text: 'gateway', full: 'gateway' } }
      : uplink.plate,
})

const redactDrop = (drop: Drop): Drop => ({
  ...drop,
  title: drop.origin,
  labels: drop.labels.filter((label) => label.text.startsWith('×')).map((label) => ({ ...label, full: label.text })),
  detail: [],
})
