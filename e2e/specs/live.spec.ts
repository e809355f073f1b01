import { addressesOf, containerOf, insideNetwork, networksOf } from '../engine-truth.ts'
import { applyScenario } from '../lab/apply-scenario.ts'
import { exec } from '../lab/enter.ts'
import { TopologyPage } from '../pages/topology-page.ts'
import { expect, test } from '../portolan-test.ts'

test.beforeEach(async ({ host }) => {
  await applyScenario(host, 'policy')
})

const docker = (host: string, ...words: string[]) => exec(host, ['docker', ...words])
const networkNamed = async (host: string, name: string) =>
  (await networksOf(host)).find((network) => network.Name === name)?.Id ?? ''

test('what Docker does appears without a reload', async ({ page, host, portolan }) => {
  const backnet = await networkNamed(host, 'backnet')
  const topology = await TopologyPage.open(page, portolan.url)

  await docker(host, 'run', '-d', '--name', 'newcomer', 'portolan/busybox:1', 'sleep', '3600')
  const { Id } = await containerOf(host, 'newcomer')
  await expect(topology.card(Id)).toBeVisible()

  await docker(host, 'network', 'connect', 'backnet', 'newcomer')
  await expect(topology.drop(Id, backnet)).toBeAttached()
  const panel = await topology.openContainer(Id)
  const addresses = [...(await addressesOf(host, Id))].filter(([name]) => name !== 'lo').flatMap(([, all]) => all)
  await expect.poll(() => panel.addresses()).toEqual(addresses.filter((one) => !one.startsWith('fe80:')).sort())

  await docker(host, 'pause', 'newcomer')
  await expect(panel.root.getByText('paused').first()).toBeVisible()
  await docker(host, 'unpause', 'newcomer')
  await expect(panel.root.getByText('paused')).toHaveCount(0)

  await docker(host, 'network', 'disconnect', 'backnet', 'newcomer')
  await expect(topology.drop(Id, backnet)).toHaveCount(0)

  await docker(host, 'rm', '-f', 'newcomer')
  await expect(topology.card(Id)).toHaveCount(0)
})

test('a route added by hand inside a container appears', async ({ page, host, portolan }) => {
  const { Id } = await containerOf(host, 'db')
  const topology = await TopologyPage.open(page, portolan.url)
  const panel = await topology.openContainer(Id)
  await expect(panel.row('Routes', 'default')).toBeVisible()
  await insideNetwork(host, Id, ['ip', 'route', 'add', '203.0.113.0/25', 'dev', 'eth0'])
  await expect(panel.row('Routes', '203.0.113.0/25')).toBeVisible()
  await insideNetwork(host, Id, ['ip', 'route', 'del', '203.0.113.0/25', 'dev', 'eth0'])
  await expect(panel.row('Routes', '203.0.113.0/25')).toHaveCount(0)
})

test('a rule added by hand on the host appears', async ({ page, host, portolan }) => {
  const topology = await TopologyPage.open(page, portolan.url)
  const rule = ['FORWARD', '-s', '203.0.113.77/32', '-j', 'DROP']
  await topology.frames.first().click({ position: { x: 20, y: 12 } })
  const inspector = page.getByRole('complementary', { name: 'Inspector' })
  await inspector.getByRole('tab', { name: 'Firewall' }).click()
  await inspector.getByRole('searchbox', { name: 'Filter rules' }).fill('203.0.113.77')
  await exec(host, ['iptables', '-A', ...rule])
  await expect(inspector.getByText('-s 203.0.113.77/32 -j DROP').first()).toBeVisible()
  await exec(host, ['iptables', '-D', ...rule])
  await expect(inspector.getByText('-s 203.0.113.77/32 -j DROP')).toHaveCount(0)
})

test('a link set down by hand appears', async ({ page, host, portolan }) => {
  const { Id } = await containerOf(host, 'db')
  const topology = await TopologyPage.open(page, portolan.url)
  const panel = await topology.openContainer(Id)
  await panel.showTab('Kernel')
  await expect(panel.row('Interfaces', 'eth0')).toContainText('up')
  await insideNetwork(host, Id, ['ip', 'link', 'set', 'eth0', 'down'])
  await expect(panel.row('Interfaces', 'eth0')).toContainText('down')
  await insideNetwork(host, Id, ['ip', 'link', 'set', 'eth0', 'up'])
})

test('what nobody tells of is found by the sweep, and the drift badge says so', async ({ page, host, portolan }) => {
  // The sweep has a share of a core and no more: a busy machine makes it slow.
  test.setTimeout(240_000)
  const { Id } = await containerOf(host, 'db')
  const topology = await TopologyPage.open(page, portolan.url)
  const panel = await topology.openContainer(Id)
  await panel.showTab('Firewall')
  await insideNetwork(host, Id, ['iptables', '-A', 'INPUT', '-s', '203.0.113.99/32', '-j', 'DROP'])
  await expect(panel.root.getByText('-s 203.0.113.99/32 -j DROP').first()).toBeVisible({ timeout: 120_000 })
  await expect(page.getByRole('banner')).toContainText(/[\d,]+ of [\d,]+ facts differ, checked .+, oldest part .+/, {
    timeout: 60_000,
  })
})

test('two tabs share one stream, and the one that stays takes it over', async ({ context, host, portolan }) => {
  const streams: string[] = []
  context.on('request', (asked) => asked.url().includes('/api/stream') && streams.push(asked.url()))
  const first = await context.newPage()
  await TopologyPage.open(first, portolan.url)
  const second = await context.newPage()
  const topology = await TopologyPage.open(second, portolan.url)
  expect(streams).toHaveLength(1)
  await first.close()
  await docker(host, 'run', '-d', '--name', 'after-all', 'portolan/busybox:1', 'sleep', '3600')
  const { Id } = await containerOf(host, 'after-all')
  await expect(topology.card(Id)).toBeVisible()
  expect(streams).toHaveLength(2)
})
