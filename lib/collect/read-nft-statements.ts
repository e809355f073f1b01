/** One statement of nft's text: a block (`chain x { ... }`) with its inner statements, or a line of its own. */
export type NftStatement = {
  /** What stands before the block's brace; the whole line of one that is no block. */
  head: string
  /** All of it with single spaces. */
  text: string
  inner: NftStatement[] | null
}

const blocks = /^(?:table|chain) [^{}]+$/

/** Splits nft's text into statements: a line is one, unless a brace in it stays open. Comments are left out. */
export function readNftStatements(text: string): { statements: NftStatement[]; cut: boolean } {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
  const reader = { lines, at: 0, cut: false }
  return { statements: readBlock(reader, true), cut: reader.cut }
}

type Reader = { lines: string[]; at: number; cut: boolean }

function readBlock(reader: Reader, outermost: boolean): NftStatement[] {
  const statements: NftStatement[] = []
  while (reader.at < reader.lines.length) {
    const line = reader.lines[reader.at++] ?? ''
    if (line === '}') {
      if (!outermost) return statements
      continue
    }
    const head = line.replace(/\s*\{(?: # handle \d+)?$/, '')
    if (head !== line && blocks.test(head)) {
      const inner = readBlock(reader, false)
      statements.push({ head: head.trim(), text: head.trim(), inner })
    } else {
      const whole = readToBalance(reader, line)
      statements.push({ head: whole, text: whole, inner: null })
    }
  }
  if (!outermost) reader.cut = true
  return statements
}

/** A set or map goes on over lines until its braces are even. */
function readToBalance(reader: Reader, first: string): string {
  const parts = [first]
  let open = openBraces(first)
  while (open > 0) {
    const line = reader.lines[reader.at]
    if (line === undefined) {
      reader.cut = true
      break
    }
    reader.at++
    parts.push(line)
    open += openBraces(line)
  }
  return parts.join(' ')
}

/** Braces opened less braces closed, those inside quotes not counted. */
function openBraces(line: string): number {
  const bare = line.replace(/"[^"]*"/g, '')
  let open = 0
  for (const letter of bare) {
    if (letter === '{') open++
    else if (letter === '}') open--
  }
  return open
}
