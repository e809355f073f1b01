// @ts-check
import { askDns } from './ask-dns.js'
import { askHttp } from './ask-http.js'
import { askPing } from './ask-ping.js'
import { askTcp } from './ask-tcp.js'
import { askUdp } from './ask-udp.js'

/**
 * Sends what is asked for; trouble is a result too.
 * @param {import('../../model/probe.ts').ProbeQuestion} question
 * @returns {Promise<import('../../model/probe.ts').ProbeResult>}
 */
export function answerQuestion(question) {
  switch (question.kind) {
    case 'ping':
      return askPing(question)
    case 'tcp':
      return askTcp(question)
    case 'udp':
      return askUdp(question)
    case 'dns':
      return askDns(question)
    case 'http':
      return askHttp(question)
  }
}
