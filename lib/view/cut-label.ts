import { type Font, textWidth } from './text-width.ts'

const joiner = /^(?:\p{M}|\u{200d}|[\u{1f3fb}-\u{1f3ff}])$/u

/** No label is as long as this many characters. */
const most = 400

/** The text if it fits, else its head and tail around an ellipsis; characters that belong together stay together. */
export function cutLabel(text: string, width: number, font: Font): string {
  if (text.length <= 2 * most && textWidth(text, font) <= width) return text
  const ellipsis = '…'
  const room = width - textWidth(ellipsis, font)
  const pieces = clusters(text.length > 2 * most ? `${text.slice(0, most)} ${text.slice(-most)}` : text)
  let head = 0
  let tail = pieces.length
  let used = 0
  while (head < tail) {
    const fromHead = head <= pieces.length - tail
    const next = (fromHead ? pieces[head] : pieces[tail - 1]) ?? ''
    used += textWidth(next, font)
    if (used > room) break
    if (fromHead) head += 1
    else tail -= 1
  }
  if (head === tail && text.length <= 2 * most) return text
  const cut = pieces.slice(0, head).join('').trimEnd() + ellipsis + pieces.slice(tail).join('').trimStart()
  return room < 0 ? '' : cut
}

function clusters(text: string): string[] {
  const pieces: string[] = []
  let joined = false
  for (const char of text) {
    const last = pieces.length - 1
    if (last >= 0 && (joined || joiner.test(char))) pieces[last] += char
    else pieces.push(char)
    joined = char === '\u200d'
  }
  return pieces
}
