import { request } from 'node:http'
import { waitFor } from '../e2e/lab/wait-until.ts'

export type StreamWatch = {
  /** The first change at `since` or later that names `word`: when it came and how many bytes it took. */
  change(word: string, since: number): Promise<{ at: number; bytes: number }>
  close(): void
}

/** Reads the stream that a browser reads, as text. */
export function watchStream(url: string): Promise<StreamWatch> {
  return new Promise((resolve, reject) => {
    const changes: { at: number; text: string }[] = []
    const asked = request(`${url}/api/stream`, (response) => {
      let parts: string[] = []
      response.setEncoding('utf8')
      response.on('data', (text: string) => {
        const ends = text.includes('\n\n') || (text.startsWith('\n') && parts.at(-1)?.endsWith('\n'))
        parts.push(text)
        // A whole topology may be of a hundred megabytes: joined once, not with each part.
        if (!ends) return
        const events = parts.join('').split('\n\n')
        parts = [events.pop() ?? '']
        for (const event of events)
          if (/^event: change$/m.test(event.slice(0, 200))) changes.push({ at: Date.now(), text: event })
      })
      resolve({
        change: (word, since) =>
          waitFor(`the stream tells of ${word}`, () => {
            const found = changes.find(({ at, text }) => at >= since && text.includes(word))
            return found === undefined ? null : { at: found.at, bytes: Buffer.byteLength(found.text) + 2 }
          }),
        close: () => asked.destroy(),
      })
    })
    asked.on('error', (error) => {
      if (!asked.destroyed) reject(error)
    })
    asked.end()
  })
}
