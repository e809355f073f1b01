import { addressesOf, containersOf, networksOf } from '../../engine-truth.ts'
import { heardOf, topologyOf } from '../../fleet-answers.ts'
import { expect, test } from '../../fleet-test.ts'
import { keepEvidence } from '../../keep-evidence.ts'
import { startRouter, stopRouter } from '../../lab/cable.ts'
import { exec } from '../../lab/enter.ts'
import { hostAddresses } from '../../lab/host-addresses.ts'
import { readNodes } from '../../lab/inspect-swarm.ts'
import { kernelOverlaysOf } from '../../overlay-kernel.ts'
import { takePictures } from '../../pages/take-pictures.ts'
import { everything, TopologyPage } from '../../pages/topology-page.ts'

// Wide enough that nothing is far out, where lines have no boxes of their own.
test.use({ scenario: 'two-zones', viewport: { width: 3600, height: 1800 } })

/** Other work on the machine may hold up what is looked for. */
const patience = { timeout: 20_000 }

test('hosts stand apart by zone and underlay subnet, both named', async ({ page, hosts, fleet }) => {
  const [manager = ''] = hosts
  const nodes = await readNodes(manager)
  const groups = new Map<string, string[]>()
  for (const host of hosts) {
    const zone = nodes.find(({ Description }) => Description.Hostname === host)?.Spec.Labels?.zone
    const key = `zone ${zone} · ${await subnetOf(host)}`
    groups.set(key, [...(groups.get(key) ?? []), host])
  }
  expect(groups.size).toBe(2)
  const topology = await TopologyPage.open(page, fleet.url)
  await expect(topology.zones).toHaveCount(groups.size)
  await topology.fit()
  const ids = new Map((await topologyOf(fleet)).hosts.map(({ id, name }) => [name, id]))
  for (const [words, own] of groups) {
    const [zone = '', subnet = ''] = words.split(' · ')
    const ground = page.locator(`.pn-zone[title="${words} · ${own.length} hosts"]`)
    await expect(ground).toBeVisible()
    await expect(page.locator('.pn-heads text').filter({ hasText: new RegExp(`^${zone}$`) })).toBeVisible()
    await expect(page.locator('.pn-heads text').filter({ hasText: subnet }).first()).toBeVisible()
    for (const host of hosts) {
      const isInside = contains(await ground.boundingBox(), await topology.frame(ids.get(host) ?? '').boundingBox())
      expect(isInside, `${host} in ${words}`).toBe(own.includes(host))
    }
  }
})

test('all containers of both zones and every line between is in one picture', async ({ page, hosts, fleet }) => {
  const topology = await TopologyPage.open(page, fleet.url, everything)
  const networks = (await Promise.all(hosts.map(networksOf))).flat()
  const wanted = networks.flatMap(({ Id, Containers }) =>
    Object.keys(Containers ?? {}).flatMap((key) => (/^[0-9a-f]{64}$/.test(key) ? `${key}>${Id}` : [])),
  )
  expect(wanted.length).toBeGreaterThan(2 * hosts.length)
  await expect.poll(() => topology.drawnAttachments(), patience).toEqual(wanted.sort())
})

test('the key v draws a tunnel for each two hosts whose kernels send each other frames', async ({
  page,
  hosts,
  fleet,
}) => {
  const hostAt = new Map(hosts.map((host) => [hostAddresses(host).v4, host]))
  const pairs = await Promise.all(
    hosts.map(async (host) =>
      (await kernelOverlaysOf(host)).flatMap(({ entries }) =>
        entries.map(({ remote }) => [host, hostAt.get(remote) ?? remote].sort().join(' – ')),
      ),
    ),
  )
  const wanted = [...new Set(pairs.flat())].sort()
  expect(wanted.length).toBe((hosts.length * (hosts.length - 1)) / 2)
  const topology = await TopologyPage.open(page, fleet.url)
  expect(await topology.drawnTunnels()).toEqual([])
  await page.keyboard.press('v')
  await expect.poll(() => topology.drawnTunnels(), patience).toEqual(wanted)
  await page.getByRole('button', { name: 'VXLAN tunnels between hosts' }).click()
  await expect.poll(() => topology.drawnTunnels()).toEqual([])
})

test('the exported SVG holds every host, network, container and address, twice in the same bytes', async ({
  hosts,
  fleet,
}) => {
  const draw = async () => {
    const answer = await fetch(`${fleet.url}/api/picture.svg?${new URLSearchParams(everything)}`)
    expect(answer.headers.get('content-type')).toContain('image/svg+xml')
    return (await answer.text()).replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/g, 'TIME')
  }
  const svg = await draw()
  expect(await draw()).toBe(svg)
  keepEvidence(svg, 'two-zones', 'svg')
  const told = new Set([...svg.matchAll(/>([^<>]+)</g)].flatMap(([, text = '']) => text.split(' · ')))
  const wanted = await Promise.all(hosts.map(async (host) => [host, ...(await namesAndAddressesOn(host))]))
  expect(wanted.flat().filter((text) => !told.has(text))).toEqual([])
})

test('pictures of two-zones', async ({ page, hosts, fleet }) => {
  const { hosts: told, services } = await topologyOf(fleet)
  await takePictures(page, fleet.url, 'two-zones', {
    whole: {},
    tunnels: { tunnels: '1' },
    host: { selected: `host:${told.find(({ name }) => name === hosts[2])?.id}`, tab: 'swarm' },
    service: { selected: `service:${services.find(({ name }) => name === 'geo_edge')?.id}` },
  })
})

test('with the router stopped the other zone is stale from here, by name; with the router back it is live again', async ({
  page,
  hosts,
  fleet,
}) => {
  const [first = ''] = hosts
  const near = await subnetOf(first)
  const away: string[] = []
  for (const host of hosts) if ((await subnetOf(host)) !== near) away.push(host)
  const heard = (ofAway: 'live' | 'stale') =>
    Object.fromEntries(hosts.map((host) => [host, away.includes(host) ? ofAway : 'live']))
  const topology = await TopologyPage.open(page, fleet.url)
  const notices = page.getByRole('list', { name: 'Notices' })
  const frameOf = new Map((await topologyOf(fleet)).hosts.map(({ id, name }) => [name, topology.frame(id)]))
  expect(await heardOf(fleet)).toEqual(heard('live'))
  await stopRouter()
  try {
    await expect.poll(() => heardOf(fleet), { timeout: 60_000 }).toEqual(heard('stale'))
    for (const host of away) {
      await expect(notices.getByRole('status').filter({ hasText: `Stale view of ${host} since` })).toBeVisible()
      await expect(frameOf.get(host) ?? notices).toHaveAttribute('title', / · stale · /)
    }
    await expect(frameOf.get(first) ?? notices).not.toHaveAttribute('title', / · stale · /)
  } finally {
    await startRouter()
  }
  // What the promise says: an agent that can be reached again is heard again within this.
  await expect.poll(() => heardOf(fleet), { timeout: 5_000 }).toEqual(heard('live'))
  await expect(notices.getByText('Stale')).toHaveCount(0)
  // Managers that have just met again may refuse until they have chosen a leader.
  await expect(async () => {
    expect((await readNodes(first)).map(({ Status }) => Status.State)).toEqual(hosts.map(() => 'ready'))
  }).toPass({ timeout: 60_000 })
})

/** The network of a host's interface to the others, as its kernel says. */
async function subnetOf(host: string): Promise<string> {
  const [subnet = ''] = (await exec(host, ['ip', '-4', 'route', 'show', 'dev', 'eth0', 'scope', 'link'])).split(' ')
  return subnet
}

/** Networks, containers as a person calls them, and addresses on networks, as engine and kernel of a host say. */
async function namesAndAddressesOn(host: string): Promise<string[]> {
  const [networks, containers] = await Promise.all([networksOf(host), containersOf(host)])
  const running = containers.filter(({ State }) => State.Status === 'running')
  const addresses = await Promise.all(
    running.map(async ({ Id }) => {
      const byInterface = await addressesOf(host, Id)
      return [...byInterface].flatMap(([name, own]) => (name === 'lo' ? [] : own))
    }),
  )
  return [
    ...networks.filter(({ Driver }) => !['host', 'null'].includes(Driver)).map(({ Name }) => Name),
    ...running.map(({ Name, Config: { Labels } }) =>
      Name.replace(/^\//, '')
        .replace(/(\.[a-z0-9]{25})+$/, '')
        .replace(new RegExp(`^${Labels?.['com.docker.stack.namespace']}_`), ''),
    ),
    ...addresses.flat().filter((address) => !address.startsWith('fe80:')),
  ]
}

type Box = { x: number; y: number; width: number; height: number } | null

const contains = (outer: Box, inner: Box): boolean =>
  outer !== null &&
  inner !== null &&
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height
