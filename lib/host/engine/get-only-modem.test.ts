import { Agent } from 'node:http'
import { expect, test } from 'vitest'
import { GetOnlyModem } from './get-only-modem.ts'

const agent = new Agent()
const modem = new GetOnlyModem({
  ...{ agent, streamAgent: agent, basePath: '', hostname: 'docker', label: 'unix:///nowhere' },
  ...{ deadlineMs: 1_000, maxBytes: 1_000 },
})

test.each([
  ['GET', '/swarm'],
  ['GET', '/swarm/unlockkey'],
  ['GET', '/secrets'],
  ['GET', '/configs'],
  ['GET', '/nodes/ik1uvcdchonzr28xnukywx2qg'],
  ['GET', '/services/ik1uvcdchonzr28xnukywx2qg/logs'],
  ['GET', '/tasks/ik1uvcdchonzr28xnukywx2qg/logs'],
  ['GET', '/nodes/../swarm'],
  ['POST', '/services/create'],
  ['DELETE', '/nodes'],
])('%s %s never goes to an engine', async (method, path) => {
  const failure = await new Promise((resolve) => modem.dial({ method, path }, resolve))
  expect(failure).toMatchObject({ code: 'failed', message: `${method} ${path} is not on the list of reads` })
})
