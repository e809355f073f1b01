export type Font = { size: number; mono: boolean; bold: boolean }

// Advances of U+0020 to U+007E in thousandths of an em: DejaVu Sans, which is as wide as Verdana and wider than the fonts that systems use.
const regular =
  '318 401 460 838 637 951 780 275 391 391 500 838 318 361 318 337 637 637 637 637 637 637 637 637 637 637 337 337 838 838 838 531 1000 685 687 699 771 632 576 775 752 295 295 656 558 863 749 788 604 788 695 635 611 732 685 989 686 611 686 391 337 391 838 500 500 613 635 550 635 616 353 635 634 278 278 580 278 975 634 612 635 635 412 521 393 634 592 818 592 592 525 637 337 637 838'
const bold =
  '349 457 521 838 696 1002 873 307 458 458 523 838 380 416 380 366 696 696 696 696 696 696 696 696 696 696 400 400 838 838 838 581 1000 774 763 734 831 684 684 821 837 373 373 775 638 996 837 851 733 851 771 721 683 813 774 1104 771 725 726 458 366 458 838 500 500 675 716 593 716 679 436 716 712 343 343 666 343 1042 712 688 716 716 494 596 479 712 652 924 646 652 583 712 366 712 838'

const ascii = {
  regular: regular.split(' ').map((width) => Number(width) / 1000),
  bold: bold.split(' ').map((width) => Number(width) / 1000),
}
const monoEm = 0.603
/** Signs outside ASCII that monospace fonts hold at their own width. */
const monoSigns = new Set(['·', '…', '→', '×', '–', '—'])

const zeroWidth = /^[\p{M}\p{Cf}]$/u
const emoji = /^[\p{Emoji_Presentation}\p{Emoji_Modifier}\u{1f000}-\u{1faff}]$/u
const common = /^[\u{a0}-\u{2af}\u{370}-\u{5ff}\u{1e00}-\u{1fff}]$/u

/** Ligatures that stand for whole sentences (`U+FDFA`, `U+FDFD`) are drawn up to a dozen times as wide as a letter. */
const sentence = /^[\u{fdf0}-\u{fdff}\u{12000}-\u{1254f}\u{a9c0}-\u{a9df}]$/u

/** How wide a character can become at most, in em. */
function charEm(char: string, font: Font): number {
  const code = char.codePointAt(0) ?? 0
  if (code >= 0x20 && code < 0x7f) {
    if (font.mono) return monoEm
    return (font.bold ? ascii.bold : ascii.regular)[code - 0x20] ?? 1
  }
  if (zeroWidth.test(char)) return 0
  if (font.mono && monoSigns.has(char)) return monoEm
  if (emoji.test(char)) return 1.4
  if (sentence.test(char)) return 13
  if (common.test(char)) return font.bold ? 1.6 : 1.45
  if (code < 0x2e80) return 1.4
  return 1.3
}

const known = { regular: new Map<string, number>(), bold: new Map<string, number>(), mono: new Map<string, number>() }

/** The widest that a text gets in any of the fonts that a system may choose, in pixels: from a table, never from a window. */
export function textWidth(text: string, font: Font): number {
  const cache = font.mono ? known.mono : font.bold ? known.bold : known.regular
  let em = 0
  for (const char of text) {
    let width = cache.get(char)
    if (width === undefined) {
      width = charEm(char, font)
      if (cache.size < 4096) cache.set(char, width)
    }
    em += width
  }
  return em * font.size
}
