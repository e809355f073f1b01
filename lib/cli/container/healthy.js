// @ts-check
// The health check of the containers: asks the agent or the web process by its socket, and says what is wrong.
import { get } from 'node:http'

/** @type {Record<string, { socketPath: string, path: string }>} */
const questions = {
  agent: { socketPath: process.env.PORTOLAN_AGENT_SOCKET || '/run/portolan/agent.sock', path: '/v1/clock' },
  web: { socketPath: process.env.PORTOLAN_DOOR || '/run/portolan-door/web.sock', path: '/healthz' },
}
const question = questions[process.argv[2] ?? '']
if (!question) throw new Error(`healthy wants one of ${Object.keys(questions).join(', ')}`)

get({ ...question, timeout: 4_000, headers: { Host: '127.0.0.1' } }, (answer) => end(answer.statusCode))
  .on('timeout', () => end('no answer'))
  .on('error', (error) => end(error.message))

/** @param {string | number | undefined} answer */
function end(answer) {
  console.log(answer)
  process.exit(answer === 200 ? 0 : 1)
}
