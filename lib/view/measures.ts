import type { Font } from './text-width.ts'

/** The drawing's own sizes, in pixels on a 4 px grid where nothing forbids it. */
export const measures = {
  margin: 18,
  frameGap: 22,
  framePad: 14,
  headerTop: 8,
  headerHeight: 24,
  cardTop: 56,
  cardHeight: 60,
  barHeight: 22,
  rowGap: 26,
  firstRowGap: 32,
  bandGap: 28,
  nicHeight: 30,
  nicGap: 10,
  nicTop: 30,
  underlayGap: 40,
  underlayHeight: 26,
  overlayHeight: 24,
  overlayTop: 32,
  overlayGap: 26,
  foldHeight: 18,
  plateHeight: 16,
  railStep: 8,
} as const

export const fonts = {
  cardName: { size: 12.5, mono: false, bold: true },
  cardSoft: { size: 10, mono: false, bold: false },
  cardMono: { size: 9.5, mono: true, bold: false },
  barName: { size: 11.5, mono: false, bold: true },
  barMono: { size: 10.5, mono: true, bold: false },
  joint: { size: 10, mono: true, bold: false },
  plate: { size: 10, mono: false, bold: false },
  header: { size: 13, mono: false, bold: true },
  headerSoft: { size: 11, mono: false, bold: false },
  fold: { size: 10.5, mono: false, bold: false },
  caption: { size: 11, mono: false, bold: false },
  detail: { size: 3.5, mono: true, bold: false },
} as const satisfies Record<string, Font>
