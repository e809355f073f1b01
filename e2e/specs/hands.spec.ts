import { containerOf } from '../engine-truth.ts'
import { applyScenario } from '../lab/apply-scenario.ts'
import { seriousProblems } from '../pages/serious-problems.ts'
import { TopologyPage } from '../pages/topology-page.ts'
import { expect, test } from '../portolan-test.ts'

test.beforeAll(async ({ host }) => {
  await applyScenario(host, 'deployment-models')
})

// Light on one engine, dark on the other.
test('axe finds nothing serious: picture, inspector, table', async ({ page, host, portolan }) => {
  const topology = await TopologyPage.open(page, portolan.url)
  const { Id } = await containerOf(host, 'api')
  const panel = await topology.openContainer(Id)
  for (const tab of ['Overview', 'Kernel', 'DNS', 'Firewall', 'Inspect']) {
    await panel.showTab(tab)
    await seriousProblems(page)
  }
  await page.keyboard.press('t')
  await expect(page.getByRole('table').first()).toBeVisible()
  await seriousProblems(page)
})

test('search finds by name, address, MAC, port, image and label, by keyboard alone', async ({
  page,
  host,
  portolan,
}) => {
  await TopologyPage.open(page, portolan.url)
  const db = await containerOf(host, 'db')
  const [network] = Object.values(db.NetworkSettings.Networks)
  for (const words of ['db', network?.IPAddress ?? '', network?.MacAddress ?? '', 'shop/db']) {
    const palette = page.getByRole('dialog', { name: 'Search' })
    // The key of one moment may still go to the dialog that closes.
    await expect(async () => {
      await page.keyboard.press('/')
      await expect(palette).toBeVisible({ timeout: 2_000 })
    }).toPass()
    await palette.getByRole('combobox').fill(words)
    await expect(palette.getByRole('option').filter({ hasText: 'db' }).first(), words).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(palette).toHaveCount(0)
  }
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill(network?.IPAddress ?? '')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('db')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toHaveCount(0)
})

test('the picture is a tree for a screen reader and walks by arrows', async ({ page, portolan }) => {
  await TopologyPage.open(page, portolan.url)
  const tree = page.getByRole('tree')
  await expect(tree).toBeAttached()
  expect(await tree.getByRole('treeitem').count()).toBeGreaterThan(10)
  await tree.getByRole('treeitem').first().focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toBeVisible()
})

test('390 px wide: the picture first, the inspector as a sheet from below', async ({ page, host, portolan }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const topology = await TopologyPage.open(page, portolan.url)
  const { Id } = await containerOf(host, 'api')
  await page.goto(`${portolan.url}/?selected=container:${Id}`)
  const sheet = page.getByRole('complementary', { name: 'Inspector' })
  await expect(sheet).toBeVisible()
  const box = await sheet.boundingBox()
  expect(box?.y ?? 0).toBeGreaterThan(150)
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(845)
  await expect(topology.frames.first()).toBeAttached()
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
})
