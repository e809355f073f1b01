// @ts-check
import { safeText } from './safe-text.js'

/** @typedef {import('../../model/probe.ts').ProbeResult} ProbeResult */

/** What iputils says where the own kernel refuses the route. */
const noWay =
  /^ping: (?:connect: )?(Network is unreachable|No route to host|Invalid argument|Cannot assign requested address|Permission denied|Do you want to ping broadcast\?)/m
const wrongSource = /^ping: bind: (.+)$/m
const tooBigHere = /message too long(?:, mtu[=:] ?(\d+))?/i
const tooBigThere = /^From (\S+?):? icmp_seq=\d+ (Frag needed and DF set|Packet too big)[^\d\n]*(\d+)?/m
const answered = /^\d+ bytes from (\S+?):? icmp_seq=\d+ .*?time=([\d.]+) ms/m
const icmpError = /^From (\S+?):? icmp_seq=\d+ (?!Redirect)(.+)$/m

/**
 * What ping printed, as a result.
 * @param {string} said
 * @param {string} address
 * @param {number} ms
 * @returns {ProbeResult}
 */
export function explainPing(said, address, ms) {
  /** @param {ProbeResult['outcome']} outcome @param {string} says @param {Partial<ProbeResult>} [more] @returns {ProbeResult} */
  const make = (outcome, says, more = {}) => ({ outcome, says, by: null, code: null, ms, detail: null, ...more })

  const [, by, time] = answered.exec(said) ?? []
  if (by && time) return make('answered', `${address} answered the ping.`, { by, ms: Number(time) })
  const [, router, tooBig, mtu] = tooBigThere.exec(said) ?? []
  if (router && tooBig) {
    const code = mtu ? `${tooBig} (mtu ${mtu})` : tooBig
    return make('too-big', `The packet is too big for the way beyond ${router}.`, { by: router, code })
  }
  const [, teller, word] = icmpError.exec(said) ?? []
  if (teller && word) return make('rejected', `${teller} says: ${word}.`, { by: teller, code: word })
  const [, refusal] = noWay.exec(said) ?? []
  // ping takes EACCES, as a prohibited route gives it, for a broadcast address.
  if (refusal?.startsWith('Do you'))
    return make('unreachable', `The kernel has no way to ${address}: Permission denied.`, { code: 'Permission denied' })
  if (refusal) return make('unreachable', `The kernel has no way to ${address}: ${refusal}.`, { code: refusal })
  const [, sourceWord] = wrongSource.exec(said) ?? []
  if (sourceWord)
    return make('not-sent', `The kernel does not let it be sent from there: ${sourceWord}.`, {
      ms: null,
      code: sourceWord,
    })
  if (/sendmsg: Operation not permitted/.test(said)) {
    const says = `The kernel's rules stop the ping to ${address} where it is sent.`
    return make('blocked', says, { code: 'Operation not permitted' })
  }
  const tooLong = tooBigHere.exec(said)
  if (tooLong) {
    const code = tooLong[1] ? `message too long (mtu ${tooLong[1]})` : 'message too long'
    return make('too-big', `The packet to ${address} is too big for the first link.`, { code })
  }
  if (/0 received|100% packet loss/.test(said) || said === '' || !/^ping: /m.test(said))
    return make('timeout', `${address} did not answer the ping.`, { ms: null })
  return make('not-sent', `ping failed: ${safeText(said)}.`, { ms: null })
}
