import { readConfiguration } from './configuration.ts'
import { type Server, startServer } from './the-server.ts'

/** Starts the server from its environment, or ends the process with the sentence that says why not. */
export function startConfigured(environment: Record<string, string | undefined>): void {
  const read = readConfiguration(environment)
  if (!read.ok) {
    console.error(`portolan: ${read.reason}`)
    process.exit(1)
  }
  const server = startServer(read.configuration)
  if (read.configuration.followParent) process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM')).resume()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => end(server))
}

/** At once: Next alone would wait for every kept-alive connection, and an open page never lets go of its own. There is nothing to finish, all is reading. */
function end(server: Server): void {
  server.close()
  process.exit(0)
}
