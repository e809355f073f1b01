// @ts-check
import { connect } from 'node:net'
import { endText } from './end-text.js'
import { explainError } from './explain-error.js'
import { safeText } from './safe-text.js'

/** @typedef {import('../../model/probe.ts').ProbeResult} ProbeResult */

/**
 * Connects, hears what the other end says first, and hangs up.
 * @param {Extract<import('../../model/probe.ts').ProbeQuestion, { kind: 'tcp' }>} question
 * @returns {Promise<ProbeResult>}
 */
export function askTcp({ address, port, sourceAddress, sourcePort, timeoutMs, listenMs }) {
  return new Promise((resolve) => {
    const target = endText(address, port)
    const began = performance.now()
    let atOnce = true
    setImmediate(() => {
      atOnce = false
    })
    /** @type {number | null} */
    let connected = null
    const socket = connect({
      host: address,
      port,
      ...(sourceAddress === null ? {} : { localAddress: sourceAddress }),
      ...(sourcePort === null ? {} : { localPort: sourcePort }),
    })
    /** @param {ProbeResult} result */
    const end = (result) => {
      clearTimeout(timer)
      socket.destroy()
      resolve(result)
    }
    /** @param {string} says @param {string | null} code @param {string | null} detail */
    const answer = (says, code, detail) => end({ outcome: 'answered', says, by: address, code, ms: connected, detail })
    let timer = setTimeout(() => {
      end({ outcome: 'timeout', says: `${target} did not answer.`, by: null, code: null, ms: null, detail: null })
    }, timeoutMs)
    socket.on('connect', () => {
      connected = performance.now() - began
      clearTimeout(timer)
      if (listenMs <= 0) return answer(`${target} accepted the connection.`, null, null)
      timer = setTimeout(() => answer(`${target} accepted the connection.`, null, null), listenMs)
    })
    socket.on('data', (sent) => answer(`${target} accepted the connection and spoke first.`, null, safeText(sent)))
    socket.on('end', () => answer(`${target} accepted the connection and hung up at once.`, 'closed', null))
    socket.on('error', (error) => {
      if (connected !== null) return answer(`${target} accepted the connection and hung up at once.`, 'closed', null)
      end(explainError(error, target, atOnce, performance.now() - began))
    })
  })
}
