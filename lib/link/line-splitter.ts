type LineHandlers = {
  onLine(line: string): void
  /** A line grew beyond the limit; nothing of it is kept. */
  onTooLong(): void
}

/** Cuts a stream of text into lines, none longer than `limit` characters. */
export function createLineSplitter(limit: number, handlers: LineHandlers): (chunk: string) => void {
  let parts: string[] = []
  let length = 0

  return (chunk) => {
    let start = 0
    for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', start)) {
      parts.push(chunk.slice(start, end))
      const line = parts.join('')
      parts = []
      length = 0
      start = end + 1
      handlers.onLine(line)
    }
    if (start >= chunk.length) return
    parts.push(chunk.slice(start))
    length += chunk.length - start
    if (length <= limit) return
    parts = []
    length = 0
    handlers.onTooLong()
  }
}
