import { join } from 'node:path'
import { containersOf } from '../../engine-truth.ts'
import { agentsOn, heardOn, listenersOf, rightsOf, topologyOn } from '../../host-page.ts'
import { expect, test } from '../../image-test.ts'
import { addressesInside, addressesTold } from '../../kernel-truth.ts'
import { exec } from '../../lab/enter.ts'
import { readNodes, readTasks } from '../../lab/inspect-swarm.ts'
import { initSwarm, joinSwarm, leaveSwarm } from '../../lab/swarm-membership.ts'
import { overlayMembersOf } from '../../overlay-truth.ts'
import { root } from '../../own-processes.ts'

const patience = { timeout: 40_000 }

test.beforeAll(async ({ hosts, image }) => {
  const [manager = '', second = ''] = hosts
  expect(image).toBe('portolan:latest')
  await initSwarm(manager)
  await joinSwarm(second, 'worker', manager)
  await exec(manager, ['sh', '-c', 'openssl rand -hex 32 | docker secret create portolan_secret -'])
  await exec(manager, ['docker', 'stack', 'deploy', '-c', join(root, 'stack.yaml'), 'portolan'])
})

test.afterAll(async ({ hosts }) => {
  for (const host of hosts.toReversed()) await leaveSwarm(host)
})

test('two commands show every node of the swarm, themselves included', async ({
  hosts: [manager = '', second = ''],
}) => {
  await expect.poll(() => heardOn(manager), patience).toEqual([`${manager} 3`, `${second} 3`])
  const hosts = [manager, second]
  await expect.poll(async () => addressesTold(await topologyOn(manager))).toEqual(await addressesInside(hosts))
  const topology = await topologyOn(manager)
  const containers = (await Promise.all(hosts.map(containersOf))).flat()
  expect(topology.containers.map(({ id }) => id).sort()).toEqual(containers.map(({ Id }) => Id).sort())
  expect(topology.nodes.map(({ id }) => id).sort()).toEqual((await readNodes(manager)).map(({ ID }) => ID).sort())
  expect(topology.services.map(({ name }) => name).sort()).toEqual(
    ['agent', 'door', 'web'].map((name) => `portolan_${name}`),
  )
})

test('every agent is found by the name of its tasks, on an overlay that nothing else is on', async ({
  hosts: [manager = '', second = ''],
}) => {
  const members = (await Promise.all([manager, second].map(overlayMembersOf))).flat()
  const addresses = members.map((member) => member.split(' ').at(-1)?.split('/')[0])
  for (const { address, state } of await agentsOn(manager)) {
    expect(state).toBe('connected')
    expect(addresses).toContain(address.split(':')[0])
  }
  for (const host of [manager, second]) {
    expect((await listenersOf(host)).filter((address) => /:474[78]$/.test(address))).toEqual(
      host === manager ? ['127.0.0.1:4747'] : [],
    )
  }
})

test('only the agents have rights, by name', async ({ hosts: [manager = ''] }) => {
  const bare = { privileged: false, readOnly: true, dropped: ['ALL'], added: [], processes: '', seesEngine: false }
  const names = (await containersOf(manager)).map(({ Name }) => Name.slice(1))
  const rights = (service: string) =>
    rightsOf(manager, names.find((name) => name.startsWith(`portolan_${service}.`)) ?? '')
  for (const service of ['web', 'door']) expect(await rights(service)).toMatchObject({ ...bare, user: '65534:65534' })
  expect(await rights('agent')).toMatchObject({
    ...bare,
    ...{ user: '0:65534', added: ['NET_ADMIN', 'NET_BROADCAST', 'NET_RAW', 'SYS_ADMIN'], seesEngine: true },
  })
})

test('an agent that is killed comes back with its own key', async ({ hosts: [manager = '', second = ''] }) => {
  const keyOf = async (host: string) => {
    const [agents, { hosts }] = [await agentsOn(manager), await topologyOn(manager)]
    const id = hosts.find(({ name }) => name === host)?.id
    return agents.find(({ hostId, state }) => hostId === id && state === 'connected')?.keyFingerprint
  }
  const before = await keyOf(second)
  expect(before).toMatch(/^[0-9a-f]{64}$/)
  const agent = (await containersOf(second)).find(({ Name }) => Name.startsWith('/portolan_agent.'))
  await exec(second, ['docker', 'kill', agent?.Id ?? ''])
  await expect.poll(() => heardOn(manager)).toEqual([`${manager} 3`])
  await expect.poll(() => heardOn(manager), patience).toEqual([`${manager} 3`, `${second} 3`])
  await expect.poll(() => keyOf(second)).toBe(before)
})

test('a node that joins later appears by itself', async ({ hosts: [manager = '', second = '', third = ''] }) => {
  await joinSwarm(third, 'worker', manager)
  await expect.poll(() => heardOn(manager), patience).toEqual([`${manager} 3`, `${second} 3`, `${third} 3`])
  const running = (await readTasks(manager)).filter(({ Status }) => Status.State === 'running')
  const { tasks } = await topologyOn(manager)
  for (const { ID } of running) expect(tasks.map(({ id }) => String(id))).toContain(ID)
})
