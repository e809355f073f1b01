// @ts-check
import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * Why nothing can listen there, or null where it can.
 * @param {string} host
 * @param {number} port
 * @returns {Promise<string | null>}
 */
export async function whyNotListen(host, port) {
  const server = createServer()
  try {
    server.listen({ host, port, exclusive: true })
    await once(server, 'listening')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'EADDRINUSE') {
      return `Port ${port} of ${host} is in use. End what listens there, or choose another: npm start -- --port ${port + 1}`
    }
    if (code === 'EACCES') return `Port ${port} of ${host} is not for this user. Choose one above 1023 with --port.`
    return `Nothing can listen on ${host} port ${port}: ${error instanceof Error ? error.message : error}`
  }
  server.close()
  await once(server, 'close')
  return null
}
