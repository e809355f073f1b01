// @ts-check
import { createSocket } from 'node:dgram'
import { isIPv6 } from 'node:net'
import { endText } from './end-text.js'
import { explainError } from './explain-error.js'
import { safeText } from './safe-text.js'

/** @typedef {import('../../model/probe.ts').ProbeResult} ProbeResult */

const smallPayload = Buffer.from('portolan probe\n')

/**
 * Sends one datagram and waits for any answer, or for the ICMP error that refuses it.
 * @param {Extract<import('../../model/probe.ts').ProbeQuestion, { kind: 'udp' }>} question
 * @returns {Promise<ProbeResult>}
 */
export function askUdp({ address, port, sourceAddress, sourcePort, size, timeoutMs }) {
  return new Promise((resolve) => {
    const target = endText(address, port)
    const isV6 = isIPv6(address)
    const payload = size === null ? smallPayload : Buffer.alloc(size - (isV6 ? 48 : 28), smallPayload)
    const socket = createSocket(isV6 ? 'udp6' : 'udp4')
    let began = performance.now()
    /** @param {ProbeResult} result */
    const end = (result) => {
      clearTimeout(timer)
      socket.removeAllListeners('error')
      socket.close()
      resolve(result)
    }
    const timer = setTimeout(() => {
      end({
        outcome: 'timeout',
        says: `Nothing came back from ${target}.`,
        by: null,
        code: null,
        ms: null,
        detail: null,
      })
    }, timeoutMs)
    /** @param {Error} error @param {boolean} atOnce */
    const fail = (error, atOnce) => end(explainError(error, target, atOnce, performance.now() - began))
    socket.on('error', (error) => fail(error, 'syscall' in error && error.syscall === 'connect'))
    socket.on('message', (sent, { address: by }) => {
      const says = `${target} answered.`
      end({ outcome: 'answered', says, by, code: null, ms: performance.now() - began, detail: safeText(sent) })
    })
    socket.on('connect', () => {
      began = performance.now()
      socket.send(payload, (error) => {
        if (error) fail(error, true)
      })
    })
    socket.bind({ port: sourcePort ?? 0, ...(sourceAddress === null ? {} : { address: sourceAddress }) }, () => {
      // Connected, so that the kernel tells of ICMP errors.
      socket.connect(port, address)
    })
  })
}
