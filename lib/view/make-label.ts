import { cutLabel } from './cut-label.ts'
import { inertText, isolated } from './inert-text.ts'
import type { Label } from './picture.ts'
import type { Font } from './text-width.ts'

type Options = { soft?: boolean; anchor?: Label['anchor'] }

/** Text at a place, harmless and cut to a width. */
export function makeLabel(text: string, x: number, y: number, width: number, font: Font, options: Options = {}): Label {
  const full = inertText(text)
  return {
    x,
    y,
    text: isolated(cutLabel(full, width, font)),
    full: isolated(full),
    size: font.size,
    mono: font.mono,
    bold: font.bold,
    soft: options.soft ?? false,
    anchor: options.anchor ?? 'start',
  }
}
