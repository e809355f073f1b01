// @ts-check
// Sends packets out of the network namespace that it is started in. Plain JavaScript: it runs as it is, beside any bundle. Lines of JSON come
// in ({ id, question }) and go out ({ id, result }), in the order in which they are done. It ends with its standard input.
import { createInterface } from 'node:readline'
import { answerQuestion } from './answer-question.js'

const lines = createInterface({ input: process.stdin })
lines.on('line', (line) => {
  /** @type {{ id: number, question: import('../../model/probe.ts').ProbeQuestion }} */
  const { id, question } = JSON.parse(line)
  answerQuestion(question)
    .catch((error) => failed(String(error)))
    .then((result) => process.stdout.write(`${JSON.stringify({ id, result })}\n`))
})
lines.on('close', () => process.exit(0))
process.stdout.on('error', () => process.exit(0))
process.stdout.write('{"ready":true}\n')

/** @param {string} reason @returns {import('../../model/probe.ts').ProbeResult} */
function failed(reason) {
  return {
    outcome: 'not-sent',
    says: `Nothing could be sent: ${reason}.`,
    by: null,
    code: null,
    ms: null,
    detail: null,
  }
}
