import { inTurn } from './in-turn.ts'

export type LineQueue = {
  push(line: string): void
  /** Something is here that was not taken yet. */
  isWaiting(): boolean
  /** At once, or when all that is here was taken. */
  afterAll(run: () => void): void
  clear(): void
}

/** Lines up to this are taken as they come; a whole view is far longer. */
const shortLine = 64 * 1024

/** Lines in their order. A long one waits for a turn of its own: of a hundred agents that all tell their whole view, none keeps the program from the rest. `onTaken` comes each time that nothing waits any more. */
export function createLineQueue(take: (line: string) => void, onTaken: () => void): LineQueue {
  let waiting: string[] = []
  let last: (() => void) | null = null

  function takeLong(): void {
    const line = waiting.shift()
    if (line === undefined) return
    take(line)
    while (waiting[0] !== undefined && waiting[0].length <= shortLine) take(waiting.shift() ?? '')
    if (waiting.length > 0) inTurn(takeLong)
    else if (last) last()
    else onTaken()
  }

  return {
    push(line) {
      if (waiting.length === 0 && line.length <= shortLine) {
        take(line)
        return
      }
      waiting.push(line)
      if (waiting.length === 1) inTurn(takeLong)
    },
    isWaiting: () => waiting.length > 0,
    afterAll(run) {
      if (waiting.length === 0) run()
      else last ??= run
    },
    clear() {
      waiting = []
      last = null
    },
  }
}
