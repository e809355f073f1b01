import { StringDecoder } from 'node:string_decoder'

/** Turns chunks into whole lines. A line beyond the cap is dropped and counted, so that no stream can fill the memory. */
export class LineSplitter {
  dropped = 0
  readonly #onLine: (line: string) => void
  readonly #maxLength: number
  readonly #decoder = new StringDecoder('utf8')
  #rest = ''
  #skipping = false

  constructor(onLine: (line: string) => void, maxLength = 1_000_000) {
    this.#onLine = onLine
    this.#maxLength = maxLength
  }

  push(chunk: Buffer): void {
    const lines = (this.#rest + this.#decoder.write(chunk)).split('\n')
    this.#rest = lines.pop() ?? ''
    for (const line of lines) {
      if (this.#skipping) this.#skipping = false
      else if (line !== '') this.#onLine(line)
    }
    if (this.#rest.length > this.#maxLength) {
      if (!this.#skipping) this.dropped++
      this.#skipping = true
      this.#rest = ''
    }
  }
}
