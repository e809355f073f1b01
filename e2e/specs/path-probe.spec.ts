import { PathProbes } from '../../lib/api/path-contract.ts'
import { insideNetwork } from '../engine-truth.ts'
import { applyScenario } from '../lab/apply-scenario.ts'
import { askPath, PathPage } from '../pages/path-page.ts'
import { expect, test } from '../portolan-test.ts'
import { runPortolan } from '../running-portolan.ts'

test.beforeAll(async ({ host }) => {
  await applyScenario(host, 'policy')
})

test.describe('a sysctl that nobody tells of', () => {
  const query = { from: 'web', to: 'db', protocol: 'icmp' }
  /** Whether `db` is deaf to echo requests: the kernel tells no one when that changes. */
  const deafen = (host: string, isDeaf: boolean) =>
    insideNetwork(host, 'db', ['sh', '-c', `echo ${isDeaf ? 1 : 0} > /proc/sys/net/ipv4/icmp_echo_ignore_all`])

  test.afterEach(async ({ host }) => {
    await deafen(host, false)
  })

  test('the packet differs and is to be believed; the facts read anew, the prediction follows', async ({
    page,
    host,
    portolan,
  }) => {
    test.setTimeout(120_000)
    const path = new PathPage(page)
    // A sweep of the agent that comes between the change and the packet would tell the page too soon: then once more.
    await expect(async () => {
      await deafen(host, false)
      await PathPage.ask(page, portolan.url, query)
      await expect(path.notRead).toHaveCount(0)
      await expect(path.verdict).toHaveAttribute('data-outcome', 'delivered')
      await deafen(host, true)
      await path.sendPacket()
      await expect(path.packet).toHaveAttribute('data-probe', 'differ', { timeout: 15_000 })
    }).toPass({ timeout: 90_000 })
    const box = page.getByRole('region', { name: 'Real packet' })
    await expect(box).toContainText('believe the packet, and read them anew')
    const readAnew = box.getByRole('button', { name: 'Read the facts anew' })
    await readAnew.click()
    await expect(path.verdict).not.toHaveAttribute('data-outcome', 'delivered')
    await expect(path.verdict).toContainText('icmp_echo_ignore_all')
    await expect(path.packet).toHaveAttribute('data-probe', 'agree')
    await expect(readAnew).toHaveCount(0)
  })

  test('a question that is asked anew is answered by what the kernel says at that moment', async ({
    page,
    host,
    portolan,
  }) => {
    const path = await PathPage.ask(page, portolan.url, query)
    await expect(path.notRead).toHaveCount(0)
    for (const [isDeaf, code] of [
      [true, 'echo-ignored'],
      [false, 'echo'],
    ] as const) {
      await deafen(host, isDeaf)
      const before = Date.now()
      const { verdict, reads, branches } = await askPath(portolan.url, { ...query, fresh: '1' })
      expect(verdict.code).toBe(code)
      const onTheWay = branches.flatMap(({ there }) => there.hops.flatMap(({ namespaceId }) => namespaceId ?? []))
      for (const id of onTheWay)
        expect(reads.find(({ namespaceId }) => namespaceId === id)?.readAt).toBeGreaterThan(before)
      await page.getByRole('button', { name: 'Trace', exact: true }).click()
      await expect(path.verdict).toHaveAttribute('data-outcome', verdict.outcome)
    }
  })
})

test('where a name is asked for, its resolver is asked too, and both are shown', async ({ page, portolan }) => {
  const path = await PathPage.ask(page, portolan.url, { from: 'monitor', to: 'database', port: '5432' })
  await path.sendPacket()
  await expect(path.probes).toHaveCount(2, { timeout: 15_000 })
  await expect(path.probes.first()).toContainText('The resolver agrees')
  await expect(path.probes.last()).toContainText('The packet agrees')
  // And one that it does not know: there is no packet to send then.
  await PathPage.ask(page, portolan.url, { from: 'monitor', to: 'nobody-is-called-so', port: '5432' })
  await path.sendPacket()
  await expect(path.probes).toHaveCount(1, { timeout: 15_000 })
  await expect(path.probes).toContainText('The resolver')
})

test('no packet goes to what belongs to nothing here, and the page says so', async ({ page, portolan }) => {
  const path = await PathPage.ask(page, portolan.url, { from: 'web', to: '192.0.2.77', port: '443' })
  await path.sendPacket()
  await expect(page.getByRole('region', { name: 'Real packet' })).toContainText('192.0.2.77: it belongs to nothing')
})

test('where probes are off none is sent; and of many at once most wait', async ({ page, host }) => {
  const portolan = await runPortolan(host, { name: 'path-off', agentPrefix: ['env', 'PORTOLAN_PROBE=off'] })
  try {
    const path = await PathPage.ask(page, portolan.url, { from: 'web', to: 'db', port: '5432' })
    await path.sendPacket()
    await expect(page.getByRole('region', { name: 'Real packet' })).toContainText('switched off')
    const asked = await Promise.all(
      Array.from({ length: 40 }, () => fetch(`${portolan.url}/api/path/probe?from=web&to=db&port=5432`)),
    )
    const late = asked.filter(({ status }) => status === 429)
    expect(late.length).toBeGreaterThan(0)
    expect(Number(late[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
    for (const answer of asked.filter(({ status }) => status === 200)) {
      const { branches } = PathProbes.parse(await answer.json())
      expect(branches).toMatchObject([{ result: null, notSent: expect.stringContaining('switched off') }])
    }
  } finally {
    await portolan.stop()
  }
})
