import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { containersOf } from '../../engine-truth.ts'
import { agentAt, heardOf, topologyOf } from '../../fleet-answers.ts'
import { expect, test } from '../../fleet-test.ts'
import { plugCable, pullCable } from '../../lab/cable.ts'
import { enterArgv, enteredProcess, exec, insideEnvironment } from '../../lab/enter.ts'
import { shareFolder } from '../../lab/lab-paths.ts'
import { endProcess } from '../../own-processes.ts'
import { TopologyPage } from '../../pages/topology-page.ts'
import { fleetSecrets, type RunningFleet, runBeside } from '../../running-fleet.ts'

/** What the promise says: an agent that can be reached again is heard again within this. */
const backWithin = { timeout: 5_000 }

test('an agent that ends is told of by name, its host stays as it was, the others go on; started again it is heard again', async ({
  page,
  hosts,
  fleet,
}) => {
  const [first = '', second = ''] = hosts
  const agent = fleet.agent(second)
  await TopologyPage.open(page, fleet.url)
  const before = await namesOn(fleet, second)
  await agent.end()
  await expect.poll(() => heardOf(fleet)).toMatchObject({ [first]: 'live', [second]: 'stale' })
  await expect.poll(async () => (await agentAt(fleet, agent.address)).state).toBe('lost')
  await expect(page.getByRole('status').or(page.getByRole('alert')).filter({ hasText: second }).first()).toBeVisible()
  expect(await namesOn(fleet, second)).toEqual(before)
  await othersGoOn(fleet, first)
  await agent.start()
  await expect.poll(() => heardOf(fleet), backWithin).toMatchObject({ [first]: 'live', [second]: 'live' })
})

test('an agent with another secret is refused and named, and so is one with another key; neither is merged', async ({
  hosts,
  fleet,
}) => {
  const [, second = ''] = hosts
  const agent = fleet.agent(second)
  const { keyFingerprint } = await agentAt(fleet, agent.address)
  expect(keyFingerprint).toMatch(/^[0-9a-f]{64}$/)

  await agent.end()
  const strange = randomBytes(32).toString('hex')
  writeFileSync(fleetSecrets, `${strange}\n`, { flag: 'a' })
  await agent.start({ secret: strange })
  await expect
    .poll(() => agentAt(fleet, agent.address), { timeout: 20_000 })
    .toMatchObject({ state: 'refused', detail: expect.stringContaining('secret') })
  expect(await heardOf(fleet)).toMatchObject({ [second]: 'stale' })

  await agent.end()
  await agent.start({ state: join(shareFolder(second), 'another-key') })
  await expect
    .poll(() => agentAt(fleet, agent.address), { timeout: 20_000 })
    .toMatchObject({ state: 'refused', detail: expect.stringContaining('key') })
  expect(await heardOf(fleet)).toMatchObject({ [second]: 'stale' })

  await agent.end()
  await agent.start()
  await expect.poll(() => heardOf(fleet), backWithin).toMatchObject({ [second]: 'live' })
  expect((await agentAt(fleet, agent.address)).keyFingerprint).toBe(keyFingerprint)
})

test('garbage or half an answer where an agent was: named, and the others unharmed', async ({ hosts, fleet }) => {
  const [first = '', second = ''] = hosts
  const agent = fleet.agent(second)
  await agent.end()
  const port = Number(agent.address.split(':').at(-1))
  for (const words of [
    's.end("220 mail ready\\r\\n")',
    's.end("HTTP/1.1 200 OK\\r\\n\\r\\n{")',
    's.write("\\x16\\x03")',
  ]) {
    const impostor = startImpostor(second, port, words)
    try {
      await expect
        .poll(async () => (await agentAt(fleet, agent.address)).detail, { timeout: 20_000 })
        .toMatch(/no agent|does not answer|ended|gave no answer/)
      expect((await agentAt(fleet, agent.address)).state).not.toBe('connected')
      expect(await heardOf(fleet)).toMatchObject({ [first]: 'live', [second]: 'stale' })
    } finally {
      await endProcess(impostor)
    }
  }
  await othersGoOn(fleet, first)
  await agent.start()
  await expect.poll(() => heardOf(fleet), backWithin).toMatchObject({ [second]: 'live' })
})

test('an agent that hangs holds up nobody, is told of, and goes on where it stood', async ({ hosts, fleet }) => {
  const [first = '', second = ''] = hosts
  const agent = fleet.agent(second)
  const inside = await enteredProcess(second, agent.process.pid ?? 0)
  process.kill(inside, 'SIGSTOP')
  try {
    await othersGoOn(fleet, first)
    await expect.poll(() => heardOf(fleet), { timeout: 60_000 }).toMatchObject({ [first]: 'live', [second]: 'stale' })
  } finally {
    process.kill(inside, 'SIGCONT')
    // The kernel hands the stop on to the nsenter that waits for it.
    process.kill(agent.process.pid ?? 0, 'SIGCONT')
  }
  await expect.poll(() => heardOf(fleet), backWithin).toMatchObject({ [first]: 'live', [second]: 'live' })
})

test('a host cut off the network: both sides go on telling what they see, and are one again afterwards', async ({
  hosts,
  fleet,
}) => {
  const [first = '', second = '', third = ''] = hosts
  const beside = await runBeside(fleet, hosts)
  await pullCable(third)
  try {
    await expect
      .poll(() => heardOf(fleet), { timeout: 60_000 })
      .toMatchObject({ [first]: 'live', [second]: 'live', [third]: 'stale' })
    await othersGoOn(beside, first)
    // A manager that looks for its leader answers slowly.
    await othersGoOn(beside, third, 20_000)
    const stateOf = async () => (await topologyOf(fleet)).nodes.find(({ hostname }) => hostname === third)?.state
    await expect.poll(stateOf, { timeout: 60_000 }).toBe('down')
  } finally {
    await plugCable(third)
  }
  await expect.poll(() => heardOf(fleet), backWithin).toMatchObject({ [third]: 'live' })
  await expect
    .poll(async () => (await topologyOf(fleet)).nodes.filter(({ state }) => state === 'ready').length, {
      timeout: 60_000,
    })
    .toBe(hosts.length)
  await beside.stop()
})

/** A container that a host's engine starts now is on the page's side at once. */
async function othersGoOn(portolan: { url: string }, host: string, withinMs = 5_000): Promise<void> {
  const name = `news-${randomBytes(4).toString('hex')}`
  await exec(host, ['docker', 'run', '-d', '--name', name, 'portolan/busybox:1', 'sleep', '3600'])
  await expect.poll(() => namesOn(portolan, host), { timeout: withinMs }).toContain(name)
  await exec(host, ['docker', 'rm', '-f', name])
}

async function namesOn(portolan: { url: string }, host: string): Promise<string[]> {
  const { hosts, containers } = await topologyOf(portolan)
  const id = hosts.find(({ name }) => name === host)?.id
  return containers
    .filter(({ hostId }) => hostId === id)
    .map(({ name }) => name)
    .sort()
}

/** Something else that listens where the agent did. */
function startImpostor(host: string, port: number, words: string): ChildProcess {
  const program = `require('net').createServer((s) => { s.on('error', () => {}); ${words} }).listen(${port})`
  return spawn(enterArgv(host)[0] ?? '', [...enterArgv(host).slice(1), process.execPath, '-e', program], {
    env: insideEnvironment,
    stdio: 'ignore',
  })
}

test.afterAll(async ({ hosts, fleet }: { hosts: string[]; fleet: RunningFleet }) => {
  // What the specs after this one stand on.
  expect(Object.values(await heardOf(fleet))).toEqual(hosts.map(() => 'live'))
  for (const host of hosts)
    expect((await containersOf(host)).filter(({ Name }) => Name.startsWith('/news-'))).toEqual([])
})
