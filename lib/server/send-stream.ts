import type { ServerResponse } from 'node:http'

/** Writes a web stream to a real connection no faster than it is read, as Next does; for tests over HTTP. */
export async function sendStream(stream: ReadableStream<Uint8Array>, response: ServerResponse): Promise<void> {
  const reader = stream.getReader()
  let goOn = () => {}
  response.on('drain', () => goOn())
  response.on('close', () => {
    goOn()
    void reader.cancel()
  })
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    if (response.write(value) || response.closed) continue
    await new Promise<void>((resolve) => {
      goOn = resolve
    })
  }
  response.end()
}
