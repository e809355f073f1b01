import { containersOf } from '../../engine-truth.ts'
import { expect, test } from '../../fleet-test.ts'
import { insideOverlay, kernelOverlaysOf } from '../../overlay-kernel.ts'
import { askPath, PathPage } from '../../pages/path-page.ts'

test.use({ scenario: 'swarm-shop' })

test('a way through a tunnel: on both hosts, drawn, borne out by a packet; without its forwarding entry the lack is named', async ({
  page,
  hosts,
  fleet,
}) => {
  const { host, from, to, overlay, entry } = await tunnelOf('shop_front', hosts)
  const query = { from, to: entry.address, protocol: 'icmp' }
  const { branches } = await askPath(fleet.url, query)
  const path = await PathPage.ask(page, fleet.url, query)
  await expect(path.verdict).toHaveAttribute('data-outcome', 'delivered')
  await expect(path.hops('There')).toHaveCount(branches[0]?.there.hops.length ?? 0)
  const seen = new Set(branches[0]?.there.hops.map(({ hostId }) => hostId))
  expect(seen.size).toBeGreaterThan(1)
  await expect(page.getByRole('list', { name: 'Hops: There' }).locator('[data-step=tunnel]').first()).toContainText(
    entry.remote,
  )
  await expect(path.lit(`container:${from}`).first()).toBeAttached()
  await expect(path.lit(`container:${to}`).first()).toBeAttached()
  await expect(path.lit(`network:${overlay.networkId}`).first()).toBeAttached()
  await path.sendPacket()
  await expect(path.packet).toHaveAttribute('data-probe', 'agree', { timeout: 15_000 })

  const change = (deed: 'del' | 'add') =>
    insideOverlay(host, overlay.namespace, [
      ...['bridge', 'fdb', deed, entry.mac, 'dev', entry.device, 'dst', entry.remote],
      ...['self', 'permanent'],
    ])
  await change('del')
  try {
    await expect
      .poll(async () => (await askPath(fleet.url, query)).verdict.code, { timeout: 20_000 })
      .toBe('no-forwarding-entry')
    const broken = await PathPage.ask(page, fleet.url, query)
    await expect(broken.verdict).toContainText(entry.mac)
    await expect(broken.verdict).not.toHaveAttribute('data-outcome', 'delivered')
    await path.sendPacket()
    await expect(path.packet).toHaveAttribute('data-probe', 'agree', { timeout: 15_000 })
  } finally {
    await change('add')
  }
})

/** A container of an overlay, one of another host, and the entry that its host's kernel sends frames there by. */
async function tunnelOf(name: string, hosts: readonly string[]) {
  const members = (
    await Promise.all(
      hosts.map(async (host) =>
        (
          await containersOf(host)
        ).flatMap(({ Id, NetworkSettings: { Networks } }) => {
          const at = Networks[name]
          return at ? [{ host, id: Id, address: at.IPAddress }] : []
        }),
      ),
    )
  ).flat()
  for (const host of hosts) {
    const from = members.find((member) => member.host === host)
    const overlay = (await kernelOverlaysOf(host)).find(({ network }) => network === name)
    for (const entry of overlay?.entries ?? []) {
      const to = members.find(({ address }) => address === entry.address)
      if (from && overlay && to)
        return { host, from: from.id, to: to.id, overlay, entry: { ...entry, address: to.address } }
    }
  }
  throw new Error(`No container of ${name} has one of another host to send to`)
}
