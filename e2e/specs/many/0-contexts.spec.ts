import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { AgentList, HostList } from '../../../lib/api/contract.ts'
import { Topology } from '../../../lib/model/topology.ts'
import { containersOf, networksOf } from '../../engine-truth.ts'
import { expect, test } from '../../fleet-test.ts'
import { applyScenario } from '../../lab/apply-scenario.ts'
import { tellEngine } from '../../lab/engine-request.ts'
import { exec, execToEnd } from '../../lab/enter.ts'
import { hostAddresses } from '../../lab/host-addresses.ts'
import { shareFolder } from '../../lab/lab-paths.ts'
import { engineVersion } from '../../lab/status.ts'
import { waitUntil } from '../../lab/wait-until.ts'
import { openSshDoor } from '../../open-ssh-door.ts'
import { placeTlsDoor, type TlsDoor } from '../../place-tls-door.ts'
import { processesOf } from '../../processes-of.ts'
import { startIn } from '../../start-in.ts'

const page = 'http://127.0.0.1:4781'

/** An engine that can be reached again is told of again: within five seconds where nothing else runs, and all other specs run beside these. */
const backWithin = { timeout: 20_000 }

test.beforeAll(async ({ hosts }) => {
  await Promise.all(hosts.map((host) => applyScenario(host, 'policy')))
})

test('npm start with docker contexts over TLS, this host and an agent: each engine is told of as it tells itself, with the sight that there is', async ({
  hosts,
}) => {
  const [home = '', old = '', agentHost = '', sid = ''] = hosts
  const doors = [await placeTlsDoor(old, home), await placeTlsDoor(sid, home)]
  for (const door of doors) await door.open()
  const configuration = freshFolder(home, 'docker-configuration')
  for (const door of doors) await createContext(home, configuration, door.host, door)
  const network = await startNetworkAgent(agentHost, home)
  const before = await processesOf(home)
  const run = startWith(
    home,
    configuration,
    ['local', `context:${old}`, `context:${sid}`, network.address],
    [`PORTOLAN_SECRET_FILE=${network.secretFile}`, `PORTOLAN_STATE=${freshFolder(home, 'contexts-web-state')}`],
  )
  await run.says('Ctrl+C ends it all.')

  const told = hostsTold(run.text())
  for (const host of [home, agentHost]) expect(told.get(await hostnameOf(host))).toMatch(/Sight +3 of 4/)
  for (const { host, url } of doors) {
    const lines = told.get(await hostnameOf(host))
    expect(lines).toMatch(/Sight +2 of 4, the Docker API alone: /)
    expect(lines).toMatch(
      new RegExp(`Sight .* the engine at ${url} .* is on another machine, whose kernel cannot be seen from`),
    )
  }
  for (const host of hosts) expect(told.get(await hostnameOf(host))).toContain(await engineVersion(host))

  const { agents } = await askPage(home, '/api/agents', AgentList)
  expect(agents.map(({ state }) => state)).toEqual(['connected', 'connected', 'connected', 'connected'])
  const topology = await topologyAt(home)
  expect(topology.hosts).toHaveLength(hosts.length)
  for (const host of hosts) expect(partOf(topology, await engineIdOf(host))).toEqual(await truthOf(host))

  const ids = new Map(await Promise.all(hosts.map(async (host) => [host, await engineIdOf(host)] as const)))
  const interfacesOf = (host: string) => topology.interfaces.filter(({ hostId }) => hostId === ids.get(host))
  for (const { host } of doors) expect(interfacesOf(host)).toEqual([])
  expect(interfacesOf(agentHost).map(({ name }) => name)).toEqual(expect.arrayContaining(['eth0', 'docker0']))

  await exec(sid, ['docker', 'rm', '-f', 'monitor'])
  const truth = await truthOf(sid)
  await expect.poll(async () => partOf(await topologyAt(home), await engineIdOf(sid))).toEqual(truth)

  expect(await run.interrupt()).toBe(0)
  await leavesNothing(home, before, doors)
  expect(await network.agent.interrupt()).toBe(0)
  for (const door of doors) await door.close()
})

test('engines of contexts that are away or turn this host away are told apart and say why; each is there when it can be reached', async ({
  hosts,
}) => {
  const [home = '', open = '', closed = '', strict = ''] = hosts
  const [openDoor, closedDoor, strictDoor] = [
    await placeTlsDoor(open, home),
    await placeTlsDoor(closed, home),
    await placeTlsDoor(strict, home),
  ]
  const doors = [openDoor, closedDoor, strictDoor]
  await openDoor.open()
  await strictDoor.open()
  const configuration = freshFolder(home, 'docker-configuration')
  await createContext(home, configuration, open, openDoor)
  await createContext(home, configuration, closed, closedDoor)
  await createContext(home, configuration, strict, strictDoor, openDoor)
  const before = await processesOf(home)
  const run = startWith(home, configuration, ['local', `context:${open}`, `context:${closed}`, `context:${strict}`])
  await run.says('Ctrl+C ends it all.')
  const told = hostsTold(run.text())
  expect(told.size).toBe(hosts.length)
  for (const { url, host } of [closedDoor, strictDoor])
    expect(told.get(`${url} (DOCKER_CONTEXT ${host})`)).toMatch(new RegExp(`Engine +absent: .*${url}`))
  expect(run.text()).not.toMatch(/^ *Agent /m)

  await closedDoor.open()
  await expect.poll(() => engineStates(home), backWithin).toMatchObject({ [await engineIdOf(closed)]: 'live' })
  const id = await engineIdOf(open)
  const whole = partOf(await topologyAt(home), id)
  await openDoor.close()
  await expect
    .poll(() => engineStates(home))
    .toMatchObject({ [id]: 'silent', [await engineIdOf(home)]: 'live', [await engineIdOf(closed)]: 'live' })
  expect(partOf(await topologyAt(home), id)).toEqual(whole)
  await openDoor.open()
  await expect.poll(() => engineStates(home), backWithin).toMatchObject({ [id]: 'live' })
  for (const host of [home, open, closed])
    expect(partOf(await topologyAt(home), await engineIdOf(host))).toEqual(await truthOf(host))

  expect(await run.interrupt()).toBe(0)
  await leavesNothing(home, before, doors)
  for (const door of doors) await door.close()
})

test('npm start with a docker context over ssh: its host is there with the sight that there is, is followed, and no ssh is left after Ctrl+C', async ({
  hosts,
}) => {
  const [home = '', far = ''] = hosts
  await applyScenario(far, 'policy')
  const door = await openSshDoor(far, home)
  const configuration = freshFolder(home, 'docker-configuration')
  const context = ['docker', 'context', 'create', far, '--docker', `host=${door.url}`]
  await exec(home, ['env', `DOCKER_CONFIG=${configuration}`, ...context])
  const before = await processesOf(home)
  const run = startWith(home, configuration, ['local', `context:${far}`])
  await run.says('Ctrl+C ends it all.')

  const told = hostsTold(run.text()).get(await hostnameOf(far))
  expect(told).toMatch(/Sight +2 of 4, the Docker API alone: /)
  expect(told).toContain(await engineVersion(far))
  const id = await engineIdOf(far)
  expect(await engineStates(home)).toEqual({ [await engineIdOf(home)]: 'live', [id]: 'live' })
  expect(partOf(await topologyAt(home), id)).toEqual(await truthOf(far))

  await exec(far, ['docker', 'rm', '-f', 'monitor'])
  const truth = await truthOf(far)
  await expect.poll(async () => partOf(await topologyAt(home), id)).toEqual(truth)

  const dials = async (host: string) => (await processesOf(host)).some(({ command }) => / dial-stdio$/.test(command))
  for (const host of [home, far]) expect(await dials(host)).toBe(true)
  expect(await run.interrupt()).toBe(0)
  await leavesNothing(home, before, [door])
  await waitUntil(`nothing of it is left on ${far}`, async () => !(await dials(far)))
  await door.close()
})

function freshFolder(host: string, name: string): string {
  const folder = join(shareFolder(host), name)
  rmSync(folder, { recursive: true, force: true })
  return folder
}

/** Makes a context by the docker command, for the door, with the certificates of its own client or of another door's. */
async function createContext(host: string, configuration: string, name: string, door: TlsDoor, client = door) {
  const file = (folder: string, name: string) => join(folder, `${name}.pem`)
  const endpoint = [
    `host=${door.url}`,
    `ca=${file(door.certificates, 'ca')}`,
    `cert=${file(client.certificates, 'cert')}`,
    `key=${file(client.certificates, 'key')}`,
  ].join()
  await exec(host, ['env', `DOCKER_CONFIG=${configuration}`, 'docker', 'context', 'create', name, '--docker', endpoint])
}

/** `npm start` with that folder of the docker command, and what else is in the environment. */
function startWith(host: string, configuration: string, agents: readonly string[], others: readonly string[] = []) {
  const environment = [`DOCKER_CONFIG=${configuration}`, `PORTOLAN_AGENTS=${agents.join()}`, ...others]
  return startIn(host, ['--port', new URL(page).port], ['env', ...environment])
}

/** No process, no folder and no connection to an engine is left of a run. */
async function leavesNothing(
  home: string,
  before: Awaited<ReturnType<typeof processesOf>>,
  doors: readonly { host: string; url: string }[],
) {
  await waitUntil('every process of it has ended', async () => {
    const now = await processesOf(home)
    return now.every(({ pid, command }) => before.some((old) => old.pid === pid && old.command === command))
  })
  expect((await execToEnd(home, ['sh', '-c', 'ls -d /run/portolan-?????? 2>/dev/null'])).stdout).toBe('')
  for (const { host, url } of doors) {
    const established = ['ss', '-H', '-t', '-n', 'state', 'established', `sport = :${new URL(url).port}`]
    await waitUntil(`nobody is connected to ${url}`, async () => (await exec(host, established)).trim() === '')
  }
}

/** `npm run agent` on one host, with a secret that the other knows too. */
async function startNetworkAgent(host: string, knower: string) {
  const secret = (await exec(host, ['openssl', 'rand', '-hex', '32'])).trim()
  const files = [host, knower].map((one) => join(shareFolder(one), 'contexts-secret'))
  for (const [index, one] of [host, knower].entries())
    await exec(one, ['sh', '-c', `umask 077; echo ${secret} >${files[index]}`])
  const [own = '', secretFile = ''] = files
  const address = `${hostAddresses(host).v4}:4788`
  const agent = startIn(
    host,
    ['--listen', address, '--secret-file', own, '--state-dir', freshFolder(host, 'contexts-agent-state')],
    [],
    'agent.js',
  )
  await agent.says('Ctrl+C ends it.')
  return { address, secretFile, agent }
}

/** What `npm start` printed of each host, by the host's name. */
function hostsTold(text: string): Map<string, string> {
  const blocks = text.split(/^ {2}Host {4}/m).slice(1)
  return new Map(blocks.map((block) => [block.slice(0, block.indexOf('\n')), block]))
}

const Info = z.object({ ID: z.string(), Name: z.string() })
const infoOf = async (host: string) => Info.parse(JSON.parse(await tellEngine(host, '/info')))
const hostnameOf = async (host: string) => (await infoOf(host)).Name
const engineIdOf = async (host: string) => (await infoOf(host)).ID

/** What the page of a run inside a host answers. */
async function askPage<T>(host: string, path: string, schema: z.ZodType<T>): Promise<T> {
  const script = `fetch('${page}${path}').then(async (answer) => process.stdout.write(await answer.text()))`
  return schema.parse(JSON.parse(await exec(host, [process.execPath, '-e', script])))
}

const topologyAt = (host: string) => askPage(host, '/api/topology', Topology)

/** Whether each engine is heard, by its id. */
async function engineStates(host: string): Promise<Record<string, string>> {
  const { statuses } = await askPage(host, '/api/hosts', HostList)
  return Object.fromEntries(statuses.map(({ hostId, engine }) => [hostId, engine.state]))
}

/** Networks, containers and who has which address where, of one host. */
function partOf(topology: Topology, hostId: string) {
  const networkName = new Map<string, string>(topology.networks.map(({ id, name }) => [id, name]))
  return {
    networks: topology.networks
      .filter(({ onHosts }) => onHosts.some((on) => on.hostId === hostId))
      .map(({ id, name, driver }) => `${id} ${name} ${driver}`)
      .sort(),
    containers: topology.containers
      .filter((container) => container.hostId === hostId)
      .map(({ id, name, state }) => `${id} ${name} ${state}`)
      .sort(),
    addresses: topology.endpoints
      .filter((endpoint) => endpoint.hostId === hostId && endpoint.containerId !== null && endpoint.ipv4 !== null)
      .map(({ networkId, containerId, ipv4 }) => `${containerId} ${ipv4} ${networkName.get(networkId)}`)
      .sort(),
  }
}

/** The same as the host's engine tells it. */
async function truthOf(host: string): Promise<ReturnType<typeof partOf>> {
  const [networks, containers] = await Promise.all([networksOf(host), containersOf(host)])
  return {
    networks: networks.map(({ Id, Name, Driver }) => `${Id} ${Name} ${Driver}`).sort(),
    containers: containers.map(({ Id, Name, State }) => `${Id} ${Name.slice(1)} ${State.Status}`).sort(),
    addresses: networks
      .flatMap(({ Name, Containers }) =>
        Object.entries(Containers ?? {}).flatMap(([id, { IPv4Address }]) =>
          IPv4Address ? [`${id} ${IPv4Address} ${Name}`] : [],
        ),
      )
      .sort(),
  }
}
