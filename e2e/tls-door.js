// @ts-check
// An engine's door as `dockerd --tlsverify` has it: `node tls-door.js SOCKET ADDRESS PORT FOLDER` takes TLS connections of those whose certificate is
// signed by the folder's ca.pem, and hands them on to the engine's Unix socket. Says "open" when it listens.
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { createServer } from 'node:tls'

const [socket = '', address, port, folder = ''] = process.argv.slice(2)
const file = (/** @type {string} */ name) => readFileSync(join(folder, name))
createServer(
  {
    ...{ ca: file('ca.pem'), cert: file('cert.pem'), key: file('key.pem') },
    ...{ requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.2' },
  },
  (outer) => {
    const inner = connect(socket)
    outer.on('error', () => inner.destroy()).on('close', () => inner.destroy())
    inner.on('error', () => outer.destroy()).on('close', () => outer.destroy())
    outer.pipe(inner).pipe(outer)
  },
).listen(Number(port), address, () => console.log('open'))
