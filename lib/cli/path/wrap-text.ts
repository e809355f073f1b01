/** Lines no wider than `width`, the first after `first`, all others after `rest`; a word that is wider stays whole. */
export function wrapText(text: string, width: number, first: string, rest: string): string[] {
  const lines: string[] = []
  let line = first
  let isBlank = true
  for (const word of text.split(' ')) {
    if (!isBlank && line.length + 1 + word.length > width) {
      lines.push(line)
      line = rest
      isBlank = true
    }
    line += isBlank ? word : ` ${word}`
    isBlank = false
  }
  return [...lines, line]
}
