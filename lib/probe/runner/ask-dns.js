// @ts-check
import { Resolver } from 'node:dns/promises'
import { endText } from './end-text.js'
import { explainError } from './explain-error.js'
import { safeText } from './safe-text.js'

/** @typedef {import('../../model/probe.ts').ProbeResult} ProbeResult */

/** What a server says that answers, as the protocol names it. @type {Record<string, string>} */
const replyCodes = {
  ENOTFOUND: 'NXDOMAIN',
  ENODATA: 'NODATA',
  ESERVFAIL: 'SERVFAIL',
  EREFUSED: 'REFUSED',
  EFORMERR: 'FORMERR',
  ENOTIMP: 'NOTIMP',
}

/**
 * Asks a DNS server for the IPv4 addresses of a name, by UDP.
 * @param {Extract<import('../../model/probe.ts').ProbeQuestion, { kind: 'dns' }>} question
 * @returns {Promise<ProbeResult>}
 */
export async function askDns({ address, port, name, timeoutMs }) {
  const target = endText(address, port)
  const resolver = new Resolver({ timeout: timeoutMs, tries: 1 })
  const timer = setTimeout(() => resolver.cancel(), timeoutMs)
  const began = performance.now()
  /** @param {string} says @param {string | null} code @param {string | null} detail @returns {ProbeResult} */
  const answer = (says, code, detail) => {
    return { outcome: 'answered', says, by: address, code, ms: performance.now() - began, detail }
  }
  try {
    resolver.setServers([target])
    const addresses = await resolver.resolve4(name)
    return answer(`The DNS server at ${target} knows the name.`, null, safeText(addresses.sort().join(' ')))
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const code = 'code' in error ? String(error.code) : ''
    const reply = replyCodes[code]
    if (reply !== undefined) return answer(`The DNS server at ${target} answered ${reply}.`, reply, null)
    if (code === 'ETIMEOUT' || code === 'ECANCELLED') {
      const says = `The DNS server at ${target} did not answer.`
      return { outcome: 'timeout', says, by: null, code: null, ms: null, detail: null }
    }
    return explainError(error, target, false, performance.now() - began)
  } finally {
    clearTimeout(timer)
  }
}
