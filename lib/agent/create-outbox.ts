import type { ServerResponse } from 'node:http'
import type { Clock } from '../link/clock.ts'

/** A reader may leave this much unread besides the longest text, or anything for so long; then it is cut off. */
const backlogLimit = 32 * 1024 * 1024
const stallMs = 20_000
const pieceLength = 256 * 1024

/**
 * Hands texts to one reader in order, in pieces and no faster than it reads, so that one that reads slowly is told apart from one that does not read.
 */
export function createOutbox(response: ServerResponse, clock: Clock): { send(text: string): void } {
  const waiting: string[] = []
  let unread = 0
  let longest = 0
  let isWriting = false
  let movedAt = clock.now()

  function send(text: string): void {
    if (isWriting && (unread > backlogLimit + longest || clock.now() - movedAt > stallMs)) {
      response.destroy()
      return
    }
    longest = Math.max(longest, text.length)
    unread += text.length
    for (let start = 0; start < text.length; ) {
      const end = endOfPiece(text, start)
      waiting.push(text.slice(start, end))
      start = end
    }
    if (isWriting) return
    movedAt = clock.now()
    writeNext()
  }

  function writeNext(): void {
    const piece = waiting.shift()
    isWriting = piece !== undefined
    if (piece === undefined) return
    response.write(piece, (error) => {
      if (error) return
      unread -= piece.length
      movedAt = clock.now()
      writeNext()
    })
  }

  return { send }
}

/** Never between the two halves of one letter. */
function endOfPiece(text: string, start: number): number {
  const end = Math.min(start + pieceLength, text.length)
  const last = text.charCodeAt(end - 1)
  return end < text.length && last >= 0xd800 && last < 0xdc00 ? end - 1 : end
}
