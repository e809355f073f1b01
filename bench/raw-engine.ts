import { Agent, request } from 'node:http'

/** GETs over kept-alive connections with nothing between: what a client of the engine costs at least. */
export type RawEngine = { get(path: string): Promise<unknown>; close(): void }

export function openRawEngine(socketPath: string, apiVersion: string, connections: number): RawEngine {
  const agent = new Agent({ keepAlive: true, maxSockets: connections, scheduling: 'lifo' })
  return {
    get: (path) =>
      new Promise((resolve, reject) => {
        const asked = request({ socketPath, agent, path: `/v${apiVersion}${path}` }, (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('error', reject)
          response.on('end', () => {
            if (response.statusCode === 200) resolve(JSON.parse(Buffer.concat(chunks).toString()))
            else reject(new Error(`GET ${path} answered ${response.statusCode}`))
          })
        })
        asked.on('error', reject)
        asked.end()
      }),
    close: () => agent.destroy(),
  }
}
