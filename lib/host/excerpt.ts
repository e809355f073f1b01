/** A short piece of a foreign answer, safe to show: one line, no control characters. */
export function excerpt(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()
  return line.length > 120 ? `${line.slice(0, 120)}…` : line
}
