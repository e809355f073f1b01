// @ts-check
import { connect, createServer } from 'node:net'

/**
 * Where to listen or to dial: a Unix socket, or an address with its port.
 * @typedef {{ path: string } | { host: string, port: number }} Place
 */

/**
 * Takes connections and passes each on, both ways, byte by byte. One that cannot be passed on is closed.
 * @param {Place} to
 * @param {(error: Error) => void} onUnreachable
 */
export function createRelay(to, onUnreachable) {
  return createServer({ allowHalfOpen: true }, (near) => {
    const far = connect({ ...to, allowHalfOpen: true })
    far.once('connect', () => far.off('error', onUnreachable))
    far.once('error', onUnreachable)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ]) {
      one?.on('error', () => other?.destroy())
      one?.on('close', () => other?.destroy())
    }
    near.pipe(far).pipe(near)
  })
}
