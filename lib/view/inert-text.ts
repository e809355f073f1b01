const harmless = /^[\x20-\x7e]*$/
/** Controls, line separators, marks that turn or hide text, private characters and tags; and what XML forbids. */
const harmful =
  /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u{ad}\u{61c}\u{180e}\u{200b}\u{200c}\u{200e}\u{200f}\u{2028}-\u{202e}\u{2060}-\u{206f}\u{feff}\u{fff9}-\u{fffb}\u{fffe}\u{ffff}\u{e0000}-\u{e007f}]/gu
const piled = /(\p{M}{3})\p{M}+/gu
const longest = 4096

/** Text of any origin as one harmless line: controls become their pictures (`␊`), marks that turn or hide text a `\uFFFD`. */
export function inertText(text: string): string {
  if (text.length <= longest && harmless.test(text)) return text
  return text.slice(0, longest).replace(harmful, picture).replace(piled, '$1')
}

function picture(char: string): string {
  const code = char.codePointAt(0) ?? 0
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  return code === 0x7f ? '\u2421' : '\ufffd'
}

const rightToLeft = /[\u{590}-\u{8ff}\u{fb1d}-\u{fdff}\u{fe70}-\u{feff}\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/** Right-to-left text between bidi isolates, so that it turns nothing around it. */
export const isolated = (text: string): string => (rightToLeft.test(text) ? `\u2068${text}\u2069` : text)
