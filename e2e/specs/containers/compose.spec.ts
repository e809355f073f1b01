import { join } from 'node:path'
import { containersOf, networksOf } from '../../engine-truth.ts'
import { agentsOn, heardOn, listenersOf, rightsOf, topologyOn } from '../../host-page.ts'
import { expect, test } from '../../image-test.ts'
import { addressesInside, addressesTold } from '../../kernel-truth.ts'
import { applyScenario } from '../../lab/apply-scenario.ts'
import { exec } from '../../lab/enter.ts'
import { root } from '../../own-processes.ts'

const file = ['--file', join(root, 'compose.yaml'), '--project-name', 'portolan']
const compose = (host: string, ...words: string[]) => exec(host, ['docker', 'compose', ...file, ...words])

test.beforeAll(async ({ hosts: [host = ''], image }) => {
  await applyScenario(host, 'policy')
  expect(image).toBe('portolan:latest')
  await compose(host, 'up', '--detach', '--no-build')
})

test.afterAll(async ({ hosts: [host = ''] }) => {
  await compose(host, 'down', '--volumes')
})

test('docker compose up shows the host with all that its engine and its kernel say', async ({ hosts: [host = ''] }) => {
  await expect.poll(() => heardOn(host), { timeout: 30_000 }).toEqual([`${host} 3`])
  await expect.poll(async () => addressesTold(await topologyOn(host))).toEqual(await addressesInside([host]))
  const { containers, networks, gaps } = await topologyOn(host)
  expect(containers.map(({ id }) => id).sort()).toEqual((await containersOf(host)).map(({ Id }) => Id).sort())
  expect(networks.map(({ id }) => id).sort()).toEqual((await networksOf(host)).map(({ Id }) => Id).sort())
  // That the container has a process space of its own is all that is missed.
  expect(gaps.map(({ code }) => code)).toEqual(['elsewhere'])
  expect((await agentsOn(host)).map(({ address, state }) => `${address} ${state}`)).toEqual(['local connected'])
})

test('a namespace that is made later is entered too', async ({ hosts: [host = ''] }) => {
  await exec(host, ['docker', 'run', '--detach', '--name', 'late', 'portolan/busybox:1', 'sleep', '600'])
  const inside = await addressesInside([host])
  await expect.poll(async () => addressesTold(await topologyOn(host))).toEqual(inside)
  await exec(host, ['docker', 'rm', '--force', 'late'])
})

test('a rule that somebody adds by hand inside a container is heard of', async ({ hosts: [host = ''] }) => {
  const container = (await containersOf(host)).find(({ HostConfig }) => HostConfig.NetworkMode === 'backnet')
  const pid = String(container?.State.Pid)
  await exec(host, ['nsenter', '-t', pid, '-n', 'ip', 'route', 'add', 'blackhole', '203.0.113.77'])
  const routes = async () => {
    const { containers, namespaces } = await topologyOn(host)
    const own = containers.find(({ id }) => id === container?.Id)?.namespaceId
    return namespaces.find(({ id }) => id === own)?.routes.map(({ type, destination }) => `${type} ${destination}`)
  }
  // Well before the sweep comes round.
  await expect.poll(routes, { timeout: 2_000 }).toContain('blackhole 203.0.113.77')
})

test('its port is open on loopback alone, and only the agent has rights, by name', async ({ hosts: [host = ''] }) => {
  expect((await listenersOf(host)).filter((address) => /:474[78]$/.test(address))).toEqual(['127.0.0.1:4747'])
  const bare = { privileged: false, readOnly: true, dropped: ['ALL'], added: [], processes: '', seesEngine: false }
  const nobody = { ...bare, user: '65534:65534' }
  expect(await rightsOf(host, 'portolan-web-1')).toEqual({ ...nobody, network: 'none' })
  expect(await rightsOf(host, 'portolan-door-1')).toEqual({ ...nobody, network: 'host' })
  expect(await rightsOf(host, 'portolan-agent-1')).toEqual({
    ...bare,
    ...{
      user: '0:65534',
      network: 'host',
      added: ['NET_ADMIN', 'NET_BROADCAST', 'NET_RAW', 'SYS_ADMIN'],
      seesEngine: true,
    },
  })
})
