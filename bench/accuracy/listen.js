// @ts-check
// What answers in a namespace of the ground: `node listen.js KEY`, inside it. Every answer begins with `portolan:KEY`, so that an answer of another
// container is told from the right one. Says `ready` when all of it listens, and ends with its standard input.
//   7001  every address, TCP and UDP
//   7002  127.0.0.1 alone
//   7003  the first address that is not loopback's alone
// UDP has a socket for each address: one on the wildcard answers from whatever address the way back suggests, and nobody knows the answer.
import { createSocket } from 'node:dgram'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { networkInterfaces } from 'node:os'

const [key = ''] = process.argv.slice(2)
const banner = `portolan:${key}\n`

// The kernel holds back most ICMP errors of a second to one address; here each question is to get its answer.
for (const file of ['ipv4/icmp_ratelimit', 'ipv6/icmp/ratelimit']) writeFileSync(`/proc/sys/net/${file}`, '0')

const addresses = Object.values(networkInterfaces())
  .flatMap((list) => list ?? [])
  .filter(({ address }) => !address.startsWith('fe80:'))
const first = addresses.find(({ internal, family }) => !internal && family === 'IPv4')?.address

/** @param {number} port @param {string | undefined} host */
const listenTcp = (port, host) =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy())
      socket.end(banner)
    })
    server.once('error', reject)
    server.listen({ port, host, backlog: 1024 }, () => resolve(undefined))
  })

/** @param {number} port @param {string} address */
const listenUdp = (port, address) =>
  new Promise((resolve, reject) => {
    const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4')
    // An address inside a VRF is none to a socket outside of it: nobody listens there.
    socket.once('error', (error) =>
      'code' in error && error.code === 'EADDRNOTAVAIL' ? resolve(undefined) : reject(error),
    )
    socket.bind(port, address, () => {
      socket.removeAllListeners('error')
      socket.on('error', () => undefined)
      resolve(undefined)
    })
    socket.on('message', (_, from) => socket.send(banner, from.port, from.address, () => undefined))
  })

await Promise.all([
  listenTcp(7001, undefined),
  listenTcp(7002, '127.0.0.1'),
  listenUdp(7002, '127.0.0.1'),
  ...(first ? [listenTcp(7003, first), listenUdp(7003, first)] : []),
  ...addresses.map(({ address }) => listenUdp(7001, address)),
])
process.stdout.write('ready\n')
process.stdin.on('end', () => process.exit(0)).resume()
