// @ts-check

/** @typedef {import('../../model/probe.ts').ProbeResult} ProbeResult */

/** @type {Record<string, string>} */
const words = {
  ENETUNREACH: 'Network is unreachable',
  EHOSTUNREACH: 'No route to host',
  EACCES: 'Permission denied',
  EINVAL: 'Invalid argument',
  EADDRNOTAVAIL: 'Cannot assign requested address',
  EAFNOSUPPORT: 'Address family not supported',
  ENODEV: 'No such device',
  EPERM: 'Operation not permitted',
  EMSGSIZE: 'Message too long',
}

/**
 * What an error of a socket says about the way. `atOnce`: it came from the call that sends, so that nothing left.
 * @param {Error} error
 * @param {string} target
 * @param {boolean} atOnce
 * @param {number} ms
 * @returns {ProbeResult}
 */
export function explainError(error, target, atOnce, ms) {
  const code = 'code' in error ? String(error.code) : error.message
  const atBind = 'syscall' in error && error.syscall === 'bind'
  const word = words[code] ?? code
  /** @param {ProbeResult['outcome']} outcome @param {string} says @returns {ProbeResult} */
  const make = (outcome, says) => ({ outcome, says, by: null, code, ms, detail: null })
  if (atBind) return { ...make('not-sent', `The kernel does not let it be sent from there: ${word}.`), ms: null }
  switch (code) {
    case 'ECONNREFUSED':
      return make('refused', `${target} is refused.`)
    case 'ECONNRESET':
      return make('answered', `${target} answered and hung up.`)
    case 'ETIMEDOUT':
      return { ...make('timeout', `${target} did not answer.`), ms: null }
    case 'EMSGSIZE':
      return make('too-big', `The packet to ${target} is too big for the way.`)
    case 'EPERM':
      return make('blocked', `The kernel's rules stop the packet to ${target} where it is sent: ${word}.`)
    case 'ENETUNREACH':
    case 'EHOSTUNREACH':
    case 'EHOSTDOWN':
    case 'ENONET':
    case 'ENOPROTOOPT':
    case 'EOPNOTSUPP':
    case 'EPROTO':
      return atOnce
        ? make('unreachable', `The kernel has no way to ${target}: ${word}.`)
        : make('rejected', `An ICMP error came back from the way to ${target}: ${word}.`)
    case 'EACCES':
    case 'EINVAL':
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
    case 'ENODEV':
      return atOnce
        ? make('unreachable', `The kernel has no way to ${target}: ${word}.`)
        : make('rejected', `An ICMP error came back from the way to ${target}: ${word}.`)
    default:
      return { ...make('not-sent', `The question to ${target} failed: ${error.message}.`), ms: null }
  }
}
