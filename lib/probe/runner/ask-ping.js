// @ts-check
import { spawn } from 'node:child_process'
import { explainPing } from './explain-ping.js'

/**
 * One echo request by the tool `ping`: a raw socket is not Node's to open.
 * @param {Extract<import('../../model/probe.ts').ProbeQuestion, { kind: 'ping' }>} question
 * @returns {Promise<import('../../model/probe.ts').ProbeResult>}
 */
export function askPing({ address, sourceAddress, size, timeoutMs }) {
  const headers = address.includes(':') ? 48 : 28
  const args = [
    ...['-n', '-c', '1', '-W', String(timeoutMs / 1000), '-w', String(Math.ceil(timeoutMs / 1000))],
    ...(sourceAddress === null ? [] : ['-I', sourceAddress]),
    ...(size === null ? [] : ['-M', 'do', '-s', String(size - headers)]),
    ...['--', address],
  ]
  return new Promise((resolve) => {
    const began = performance.now()
    const child = spawn('ping', args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    /** @param {Buffer} chunk */
    const hear = (chunk) => {
      said = (said + chunk.toString()).slice(0, 4_000)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs + 100)
    child.on('error', (error) => {
      clearTimeout(timer)
      const reason = 'code' in error && error.code === 'ENOENT' ? 'ping is not installed' : error.message
      resolve({
        outcome: 'not-sent',
        says: `No ping could be sent: ${reason}.`,
        by: null,
        code: null,
        ms: null,
        detail: null,
      })
    })
    child.on('close', () => {
      clearTimeout(timer)
      resolve(explainPing(said, address, performance.now() - began))
    })
  })
}
