import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { keepEvidence } from '../keep-evidence.ts'
import { applyScenario } from '../lab/apply-scenario.ts'
import { everything, TopologyPage } from '../pages/topology-page.ts'
import { expect, test } from '../portolan-test.ts'

test.beforeAll(async ({ host }) => {
  await applyScenario(host, 'deployment-models')
})

test('the exported SVG shows what the page shows, and its bytes depend on the topology alone', async ({
  page,
  portolan,
}) => {
  // The scenario was just made: what is drawn may still change between two looks, and settles.
  await expect(async () => {
    await TopologyPage.open(page, portolan.url, everything)
    const onPage = await textsOf(page, '.react-flow')
    await page.keyboard.press('e')
    const dialog = page.getByRole('dialog', { name: 'Share this view' })
    const first = await download(page, () => dialog.getByRole('button', { name: 'Download SVG' }).click())
    const second = await download(page, () => dialog.getByRole('button', { name: 'Download SVG' }).click())
    expect(second.equals(first)).toBe(true)
    keepEvidence(first.toString(), 'exported', 'svg')

    const svgPage = await page.context().newPage()
    await svgPage.setContent(first.toString())
    const exported = new Set(await textsOf(svgPage, 'svg'))
    await svgPage.close()
    expect(onPage.length).toBeGreaterThan(30)
    expect(onPage.filter((text) => !exported.has(text))).toEqual([])
    for (const words of ['UTC', 'bridge', 'macvlan'])
      expect(
        [...exported].some((text) => text.includes(words)),
        words,
      ).toBe(true)
  }).toPass({ timeout: 25_000 })
})

test('the server draws the same view twice to the same bytes', async ({ portolan }) => {
  const url = `${portolan.url}/api/picture.svg?${new URLSearchParams({ ...everything, theme: 'dark' })}`
  const draw = async () => {
    const answer = await fetch(url)
    expect(answer.headers.get('content-type')).toContain('image/svg+xml')
    return (await answer.text()).replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/g, 'TIME')
  }
  expect(await draw()).toBe(await draw())
})

test('a PNG and a link leave the browser too', async ({ page, portolan }) => {
  const topology = await TopologyPage.open(page, portolan.url)
  const id = (await topology.drawnIds('container'))[0] ?? ''
  const panel = await topology.openContainer(id)
  await panel.showTab('Kernel')
  await page.keyboard.press('e')
  const dialog = page.getByRole('dialog', { name: 'Share this view' })
  const png = await download(page, () => dialog.getByRole('button', { name: 'Download PNG' }).click())
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect(png.readUInt32BE(16)).toBeGreaterThan(1_000)

  const link = page.url()
  expect(link).toContain(encodeURIComponent(`container:${id}`))
  await page.goto('about:blank')
  await page.goto(link)
  await expect(page.locator(`.pn-box[data-subject="container:${id}"][data-selected]`)).toBeVisible()
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toBeVisible()
  await expect(page.getByRole('tab', { name: 'Kernel' })).toHaveAttribute('aria-selected', 'true')
})

async function download(page: Page, click: () => Promise<void>): Promise<Buffer> {
  const [file] = await Promise.all([page.waitForEvent('download'), click()])
  return readFile(await file.path())
}

/** Every text that is drawn under an element, without the title that a hover shows. */
const textsOf = (page: Page, selector: string): Promise<string[]> =>
  page
    .locator(`${selector} text`)
    .evaluateAll((all) =>
      all
        .map((one) =>
          [...one.childNodes].map((node) => (node.nodeType === Node.TEXT_NODE ? node.nodeValue : '')).join(''),
        )
        .filter((text) => text !== ''),
    )
