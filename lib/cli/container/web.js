// @ts-check
// The web process in a container: Next's server on the container's own loopback, and the Unix socket by which the door reaches it.
import { rmSync } from 'node:fs'
import { createRelay } from './relay.js'

const path = process.env.PORTOLAN_DOOR || '/run/portolan-door/web.sock'
const port = Number(process.env.PORTOLAN_PORT || 4747)

process.env.HOSTNAME = '127.0.0.1'
process.env.PORT = String(port)
rmSync(path, { force: true }) // of a container that was killed
const relay = createRelay({ host: '127.0.0.1', port }, (error) =>
  console.error(`the server is not up: ${error.message}`),
)
relay.listen(path)
await import(new URL('./web/server.js', import.meta.url).href)
