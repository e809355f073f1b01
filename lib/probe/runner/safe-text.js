// @ts-check

const longest = 120

/**
 * The first of what a stranger sent, as one line that no terminal or page acts on; null for nothing.
 * @param {Buffer | string} sent
 */
export function safeText(sent) {
  const text = typeof sent === 'string' ? sent : sent.subarray(0, longest * 4).toString('utf8')
  const line = text
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}]/gu, '\uFFFD')
    .trim()
  return line === '' ? null : line.slice(0, longest)
}
