import { containerOf, networksOf } from '../../engine-truth.ts'
import { topologyOf } from '../../fleet-answers.ts'
import { expect, test } from '../../fleet-test.ts'
import { exec } from '../../lab/enter.ts'
import { hostAddresses } from '../../lab/host-addresses.ts'
import { readNodes, readServices, readTasks } from '../../lab/inspect-swarm.ts'
import { insideOverlay, kernelOverlaysOf, listenersByPort } from '../../overlay-kernel.ts'
import { overlayMembersOf } from '../../overlay-truth.ts'
import { takePictures } from '../../pages/take-pictures.ts'
import { TopologyPage } from '../../pages/topology-page.ts'
import type { RunningFleet } from '../../running-fleet.ts'

test.use({ scenario: 'swarm-shop' })

/** Other work on the machine may hold up what is looked for. */
const patience = { timeout: 20_000 }

test('each entry that a kernel sends frames of an overlay by is in its host’s panel, with whom it means and that it is right', async ({
  page,
  hosts,
  fleet,
}) => {
  const nameAt = await namesByAddress(hosts)
  const hostAt = new Map(hosts.map((host) => [hostAddresses(host).v4, host]))
  const topology = await TopologyPage.open(page, fleet.url)
  const ids = await hostIds(fleet)
  for (const host of hosts) {
    const panel = await topology.openHost(ids.get(host) ?? '')
    await panel.showTab('Swarm')
    const overlays = await kernelOverlaysOf(host)
    expect(overlays.filter(({ entries }) => entries.length > 0).length).toBeGreaterThan(1)
    for (const { networkId, network, entries } of overlays) {
      const wanted = entries.map(({ mac, remote, address }) => [
        [nameAt.get(`${networkId} ${address}`), 'right'],
        [address, mac],
        [remote, hostAt.get(remote)],
      ])
      await panel.unfold(network)
      if (wanted.length === 0) continue
      await expect
        .poll(async () => sorted(await panel.lines(`Entries for ${network} on ${host}`)), patience)
        .toEqual(sorted(wanted))
    }
  }
})

test('an entry that is deleted by hand is told as missing and then as right again, with no reload', async ({
  page,
  hosts,
  fleet,
}) => {
  const { host, overlay, entry } = await entryOf('shop_front', hosts)
  const panel = await TopologyPage.openOn(page, fleet.url, `host:${(await hostIds(fleet)).get(host)}`)
  await panel.showTab('Swarm')
  await panel.unfold(overlay.network)
  const rowOf = async () =>
    (await panel.lines(`Entries for ${overlay.network} on ${host}`)).find(([, address]) => address?.includes(entry.mac))
  await expect.poll(rowOf, patience).toMatchObject([
    [expect.any(String), 'right'],
    [entry.address, entry.mac],
    [entry.remote, expect.any(String)],
  ])
  const change = (deed: 'del' | 'add') =>
    insideOverlay(host, overlay.namespace, [
      ...['bridge', 'fdb', deed, entry.mac, 'dev', entry.device, 'dst', entry.remote],
      ...['self', 'permanent'],
    ])
  await change('del')
  await expect
    .poll(rowOf, patience)
    .toMatchObject([[expect.any(String), 'missing'], [entry.address, entry.mac], ['nowhere']])
  await expect(panel.root.getByText(/^No forwarding entry for .*: frames to it are dropped here\.$/)).toBeVisible()
  await change('add')
  await expect.poll(rowOf, patience).toMatchObject([
    [expect.any(String), 'right'],
    [entry.address, entry.mac],
    [entry.remote, expect.any(String)],
  ])
})

test('an overlay has the same entries, host by host', async ({ page, hosts, fleet }) => {
  const { host, overlay } = await entryOf('shop_front', hosts)
  const panel = await TopologyPage.openOn(page, fleet.url, `network:${overlay.networkId}`)
  await panel.showTab('Hosts')
  await panel.unfold(host, 'Forwarding and neighbours')
  await expect
    .poll(async () => {
      const rows = await panel.lines(`Entries for ${overlay.network} on ${host}`)
      return sorted(rows.map(([, address, sentTo]) => [address, sentTo?.[0]]))
    }, patience)
    .toEqual(sorted(overlay.entries.map(({ mac, address, remote }) => [[address, mac], remote])))
})

test('swarm ports are what listens on the host, and VTEPs what the kernel has', async ({ page, hosts, fleet }) => {
  const ids = await hostIds(fleet)
  const topology = await TopologyPage.open(page, fleet.url)
  for (const host of hosts) {
    const panel = await topology.openHost(ids.get(host) ?? '')
    await panel.showTab('Swarm')
    const listeners = await listenersByPort(host)
    const isManager =
      (await exec(host, ['docker', 'info', '--format', '{{.Swarm.ControlAvailable}}'])).trim() === 'true'
    const overlays = await kernelOverlaysOf(host)
    const dataPath = new Set(overlays.flatMap(({ vteps }) => vteps.map(({ port }) => `${port}/udp`)))
    const ports = [...(isManager ? ['2377/tcp'] : []), '7946/tcp', '7946/udp', ...dataPath]
    await expect
      .poll(
        async () => sorted((await panel.lines('Swarm ports')).map(([port, , at, verdict]) => [port, at, verdict])),
        patience,
      )
      .toEqual(sorted(ports.map((port) => [[port], listeners.get(port), ['open']])))
    await expect
      .poll(
        async () =>
          sorted((await panel.lines('VTEPs')).map(([overlay, vni, device]) => [overlay, vni, device?.slice(0, 1)])),
        patience,
      )
      .toEqual(
        sorted(
          overlays.flatMap(({ network, vteps }) =>
            vteps.map(({ device, vni, port }) => [[network], [String(vni)], [`${device} ${port}/udp`]]),
          ),
        ),
      )
  }
})

test('a service shows the virtual addresses, ports and tasks that a manager tells of', async ({
  page,
  hosts: [manager = ''],
  fleet,
}) => {
  const [services, tasks, nodes, networks] = await Promise.all([
    readServices(manager),
    readTasks(manager),
    readNodes(manager),
    networksOf(manager),
  ])
  for (const { ID, Spec, Endpoint } of services.filter(({ Spec: { Name } }) => /^shop_(web|api)$/.test(Name))) {
    const panel = await TopologyPage.openOn(page, fleet.url, `service:${ID}`)
    const addresses = (Endpoint.VirtualIPs ?? []).map(({ NetworkID, Addr }) => [
      [networks.find(({ Id }) => Id === NetworkID)?.Name],
      [Addr],
    ])
    const shown = async () => (await panel.lines('Networks of the service')).map((row) => row.slice(0, 2))
    if (Spec.EndpointSpec?.Mode === 'dnsrr')
      await expect
        .poll(async () => (await shown()).map(([, address]) => address), patience)
        .toEqual([['none, by dnsrr'], ['none, by dnsrr']])
    else await expect.poll(async () => sorted(await shown()), patience).toEqual(sorted(addresses))

    const ports = Endpoint.Ports ?? []
    if (ports.length > 0)
      await expect
        .poll(async () => (await panel.lines('Published ports')).map(([port, mode]) => [port, mode]), patience)
        .toEqual(
          ports.map((port) => [[`:${port.PublishedPort} → ${port.TargetPort}/${port.Protocol}`], [port.PublishMode]]),
        )

    const wanted = tasks
      .filter(({ ServiceID, DesiredState }) => ServiceID === ID && DesiredState === 'running')
      .map(({ Slot, Status, NodeID, NetworksAttachments }) => [
        `${Spec.Name}.${Slot}`,
        Status.State,
        nodes.find((node) => node.ID === NodeID)?.Description.Hostname,
        ...(NetworksAttachments ?? []).flatMap(({ Addresses }) => Addresses ?? []).sort(),
      ])
    expect(wanted.length).toBeGreaterThan(1)
    const tasksShown = async () =>
      (await panel.lines('Tasks')).map(([name = [], state = [], node = [], at = []]) => [
        ...name,
        state.join(' ').split(' ')[0],
        ...node,
        ...at.filter((line) => /^[\d.]+\/\d+$/.test(line)).sort(),
      ])
    await expect.poll(async () => sorted(await tasksShown()), patience).toEqual(sorted(wanted))
  }
})

test('an overlay lists its members on all hosts, host by host', async ({ page, hosts, fleet }) => {
  const members = (await Promise.all(hosts.map(overlayMembersOf))).flat().map((line) => line.split(' '))
  const nameAt = await namesByAddress(hosts)
  const spanning = (await networksOf(hosts[0] ?? '')).filter(({ Id }) => hostsOf(members, Id).length > 1)
  expect(spanning.length).toBeGreaterThan(2)
  for (const { Id } of spanning) {
    const panel = await TopologyPage.openOn(page, fleet.url, `network:${Id}`)
    for (const host of hostsOf(members, Id)) {
      const wanted = members
        .filter(([network, , on]) => network === Id && on === host)
        .map(([, , , address = '']) => [nameAt.get(`${Id} ${address.split('/')[0]}`), address])
      await expect
        .poll(
          async () => sorted((await panel.lines(`Members on ${host}`)).map(([name, at]) => [name?.[0], at?.[0]])),
          patience,
        )
        .toEqual(sorted(wanted))
    }
    await expect(panel.root.getByRole('table', { name: /^Members on / })).toHaveCount(hostsOf(members, Id).length)
  }
})

test('pictures of swarm-shop', async ({ page, hosts: [first = '', second = ''], fleet }) => {
  const { networks, services } = await topologyOf(fleet)
  await takePictures(page, fleet.url, 'swarm-shop', {
    whole: {},
    tunnels: { tunnels: '1' },
    container: { selected: `container:${(await containerOf(second, 'bastion')).Id}` },
    network: { selected: `network:${networks.find(({ name }) => name === 'shop_front')?.id}` },
    overlay: { selected: `network:${networks.find(({ name }) => name === 'shop_front')?.id}`, tab: 'hosts' },
    service: { selected: `service:${services.find(({ name }) => name === 'shop_web')?.id}` },
    host: { selected: `host:${(await hostIds(fleet)).get(first)}`, tab: 'swarm' },
  })
})

const hostsOf = (members: readonly string[][], networkId: string): string[] => [
  ...new Set(members.flatMap(([network, , host = '']) => (network === networkId ? [host] : []))),
]

/** An entry of an overlay, on the first host that has one: the swarm chooses which hosts have endpoints of it. */
async function entryOf(name: string, hosts: readonly string[]) {
  for (const host of hosts) {
    const overlay = (await kernelOverlaysOf(host)).find(({ network }) => network === name)
    const [entry] = overlay?.entries ?? []
    if (overlay && entry) return { host, overlay, entry }
  }
  throw new Error(`No host sends a frame of ${name} to another`)
}

/** Ids of Portolan's hosts by their names. */
async function hostIds(fleet: RunningFleet): Promise<Map<string, string>> {
  return new Map((await topologyOf(fleet)).hosts.map(({ id, name }) => [name, id]))
}

/** Who has an address on an overlay, by `NETWORK ADDRESS`, as the engines of all hosts say; without the ids that the swarm adds to names. */
async function namesByAddress(hosts: readonly string[]): Promise<Map<string, string>> {
  const networks = (await Promise.all(hosts.map(networksOf))).flat().filter(({ Driver }) => Driver === 'overlay')
  return new Map(
    networks.flatMap(({ Id, Containers }) =>
      Object.values(Containers ?? {}).map(({ Name, IPv4Address }): [string, string] => [
        `${Id} ${IPv4Address.split('/')[0]}`,
        Name.replace(/(\.[a-z0-9]{25})+$/, ''),
      ]),
    ),
  )
}

const sorted = <T>(rows: readonly T[]): T[] =>
  [...rows].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
