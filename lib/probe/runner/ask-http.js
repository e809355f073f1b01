// @ts-check
import { request } from 'node:http'
import { endText } from './end-text.js'
import { explainError } from './explain-error.js'
import { safeText } from './safe-text.js'

/** @typedef {import('../../model/probe.ts').ProbeResult} ProbeResult */

/**
 * `GET /`: of the answer only the status is read, and no redirection is followed.
 * @param {Extract<import('../../model/probe.ts').ProbeQuestion, { kind: 'http' }>} question
 * @returns {Promise<ProbeResult>}
 */
export function askHttp({ address, port, host, timeoutMs }) {
  return new Promise((resolve) => {
    const target = endText(address, port)
    const began = performance.now()
    let atOnce = true
    let connected = false
    setImmediate(() => {
      atOnce = false
    })
    const headers = { host: host ?? target, 'user-agent': 'portolan-probe' }
    const asking = request({ host: address, port, path: '/', agent: false, headers })
    const passed = () => performance.now() - began
    /** @param {ProbeResult} result */
    const end = (result) => {
      clearTimeout(timer)
      resolve(result)
      asking.destroy()
    }
    /** @param {string} says @param {string | null} code @param {string | null} detail */
    const answer = (says, code, detail) => end({ outcome: 'answered', says, by: address, code, ms: passed(), detail })
    const timer = setTimeout(() => {
      if (connected) return answer(`${target} accepted the connection and gave no HTTP answer.`, 'no-http', null)
      end({ outcome: 'timeout', says: `${target} did not answer.`, by: null, code: null, ms: null, detail: null })
    }, timeoutMs)
    asking.on('socket', (socket) => {
      socket.once('connect', () => {
        connected = true
      })
    })
    asking.on('response', ({ statusCode, statusMessage }) => {
      answer(`${target} answers HTTP.`, null, safeText(`HTTP ${statusCode} ${statusMessage}`))
    })
    asking.on('error', (error) => {
      if (connected) return answer(`${target} accepted the connection and speaks no HTTP.`, 'no-http', null)
      end(explainError(error, target, atOnce, passed()))
    })
    asking.end()
  })
}
