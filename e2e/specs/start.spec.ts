import { join } from 'node:path'
import { applyScenario } from '../lab/apply-scenario.ts'
import { exec, execToEnd } from '../lab/enter.ts'
import { shareFolder } from '../lab/lab-paths.ts'
import { engineVersion } from '../lab/status.ts'
import { waitUntil } from '../lab/wait-until.ts'
import { expect, test } from '../portolan-test.ts'
import { processesOf } from '../processes-of.ts'
import { startIn } from '../start-in.ts'

test.beforeAll(async ({ host }) => {
  await applyScenario(host, 'policy')
})

test('npm start as root: the agent keeps the rights, the web has none, Ctrl+C leaves nothing', async ({ host }) => {
  const before = await processesOf(host)
  const run = startIn(host, ['--port', '4791'])
  await run.says('Ctrl+C ends it all.')
  expect(run.text()).toContain('http://127.0.0.1:4791')
  expect(run.text()).toContain(await engineVersion(host))
  expect(run.text()).toMatch(/Sight\s+3 of 4/)

  const page = await exec(host, [
    process.execPath,
    '-e',
    "fetch('http://127.0.0.1:4791/healthz').then(async (a) => console.log(a.status))",
  ])
  expect(page.trim()).toBe('200')
  const started = (await processesOf(host)).filter(({ pid }) => !before.some((old) => old.pid === pid))
  const web = started.filter(({ command }) => command.includes('server.js') || command.includes('next-server'))
  expect(web).toHaveLength(1)
  const status = await exec(host, ['cat', `/proc/${web[0]?.pid}/status`])
  expect(status).toMatch(/^Uid:\s+65534\s+65534/m)
  for (const set of ['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb'])
    expect(status).toMatch(new RegExp(`^${set}:\\s+0+$`, 'm'))
  expect(status).toMatch(/^NoNewPrivs:\s+1$/m)

  const code = await run.interrupt()
  expect(code).toBe(0)
  await waitUntil('nothing of it is left', async () => {
    const now = await processesOf(host)
    return started.every(({ pid, command }) => !now.some((one) => one.pid === pid && one.command === command))
  })
  expect((await execToEnd(host, ['sh', '-c', 'ls -d /run/portolan-?????? 2>/dev/null'])).stdout).toBe('')
})

test('npm start without rights says what it cannot see, and why', async ({ host }) => {
  const run = startIn(
    host,
    ['--port', '4792'],
    ['setpriv', '--reuid=65534', '--regid=0', '--clear-groups', '--bounding-set=-all', '--inh-caps=-all'],
  )
  await run.says('Ctrl+C ends it all.')
  expect(run.text()).toMatch(/Sight\s+[12] of 4/)
  expect(run.text()).toMatch(/Sight .*: .{10,}/)
  expect(await run.interrupt()).toBe(0)
})

test('npm start -- --demo shows a recording, labelled as such', async ({ host }) => {
  const run = startIn(host, ['--demo', '--port', '4793'])
  await run.says('Ctrl+C ends it all.')
  expect(run.text()).toMatch(/Demo .*recorded \d{4}-/)
  expect(run.text()).toMatch(/Sight\s+1 of 4/)
  expect(await run.interrupt()).toBe(0)
})

test('npm start on a taken port says so and ends', async ({ host }) => {
  const first = startIn(host, ['--demo', '--port', '4794'])
  await first.says('Ctrl+C ends it all.')
  const second = startIn(host, ['--demo', '--port', '4794'])
  expect(await second.ended()).not.toBe(0)
  expect(second.text()).toContain('4794')
  expect(await first.interrupt()).toBe(0)
})

test('npm run agent on one host, and npm start that knows its address: the host is seen, an agent that is silent is named', async ({
  host,
}) => {
  const folder = join(shareFolder(host), 'start-agents')
  const secret = join(folder, 'secret')
  await exec(host, [
    'sh',
    '-c',
    `rm -rf ${folder}; mkdir ${folder}; openssl rand -hex 32 >${secret}; chmod 600 ${secret}`,
  ])
  const agentState = join(folder, 'agent')
  const agent = startIn(
    host,
    ['--listen', '127.0.0.1:4795', '--secret-file', secret, '--state-dir', agentState],
    [],
    'agent.js',
  )
  await agent.says('Ctrl+C ends it.')
  const environment = [
    'PORTOLAN_AGENTS=127.0.0.1:4795,127.0.0.1:4797',
    `PORTOLAN_SECRET_FILE=${secret}`,
    `PORTOLAN_STATE=${join(folder, 'web')}`,
  ]
  const run = startIn(host, ['--port', '4796'], ['env', ...environment])
  await run.says('Ctrl+C ends it all.')
  expect(run.text()).toContain(await engineVersion(host))
  expect(run.text()).toMatch(/Sight\s+3 of 4/)
  expect(run.text()).toMatch(/Agent\s+127\.0\.0\.1:4797 does not answer yet: .{10,}/)
  const pins = JSON.parse(await exec(host, ['cat', join(folder, 'web/agents.json')]))
  expect(JSON.stringify(pins)).toContain('127.0.0.1:4795')
  expect(await run.interrupt()).toBe(0)
  expect(await agent.interrupt()).toBe(0)
})
