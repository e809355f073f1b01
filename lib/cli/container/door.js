// @ts-check
// The door of a container set-up: it sits on the host's network with no right at all, listens where people may come from (loopback unless told
// otherwise), and passes them to the web process's Unix socket. The web process so needs no port, and no network but its agents'.
// It listens only while the web process answers on this very host. Sitting there, it also keeps the host's network namespace at
// /run/docker/netns/default, where an agent on an overlay enters it.
import { once } from 'node:events'
import { connect } from 'node:net'
import { createRelay } from './relay.js'

const host = process.env.PORTOLAN_HOST || '127.0.0.1'
const port = Number(process.env.PORTOLAN_PORT || 4747)
const path = process.env.PORTOLAN_DOOR || '/run/portolan-door/web.sock'
const lookEveryMs = 2_000

/** @type {import('node:net').Server | null} */
let open = null
let said = ''

for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT'])) process.on(signal, () => process.exit(0))
await look()
setInterval(look, lookEveryMs)

async function look() {
  if (!(await answers())) return shut()
  if (open) return
  const server = createRelay({ path }, shut)
  try {
    server.listen({ host, port })
    await once(server, 'listening')
    open = server
    say(`Portolan is at http://${host.includes(':') ? `[${host}]` : host}:${port}`)
  } catch (error) {
    say(`Nothing can listen on ${host} port ${port}: ${error instanceof Error ? error.message : error}`)
  }
}

function shut() {
  open?.close()
  open = null
  say('The web process does not run on this host.')
}

/** Whether the web process takes connections. */
async function answers() {
  const dialling = connect({ path })
  try {
    await once(dialling, 'connect')
    return true
  } catch {
    return false // no socket there, or nobody behind it
  } finally {
    dialling.destroy()
  }
}

/** Each news once. @param {string} text */
function say(text) {
  if (text !== said) console.log(text)
  said = text
}
