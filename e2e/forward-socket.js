// @ts-check
// A door between a lab host's loopback and the machine's: `node forward-socket.js SOCKET PORT` takes connections on a Unix socket, which both see,
// and hands them on to the port.
import { connect, createServer } from 'node:net'

const [socket, port] = process.argv.slice(2)
createServer((outer) => {
  const inner = connect(Number(port), '127.0.0.1')
  outer.on('error', () => inner.destroy())
  inner.on('error', () => outer.destroy())
  outer.pipe(inner).pipe(outer)
}).listen(socket)
