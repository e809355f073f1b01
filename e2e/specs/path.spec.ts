import { containerOf, networksOf } from '../engine-truth.ts'
import { applyScenario } from '../lab/apply-scenario.ts'
import { askPath, PathPage } from '../pages/path-page.ts'
import { seriousProblems } from '../pages/serious-problems.ts'
import { takeInBothThemes } from '../pages/take-pictures.ts'
import { TopologyPage } from '../pages/topology-page.ts'
import { expect, test } from '../portolan-test.ts'
import { runPortolan } from '../running-portolan.ts'

test.beforeAll(async ({ host }) => {
  await applyScenario(host, 'policy')
})

/** On one network, on two that are kept apart, where nobody listens, by a published port, by a name. */
const questions = [
  { from: 'web', to: 'db', port: '5432' },
  { from: 'legacy-cron', to: 'db', port: '5432' },
  { from: 'web', to: 'db', port: '9' },
  { from: 'monitor', to: 'database', port: '5432' },
  { from: 'web', to: 'monitor', protocol: 'icmp' },
]

for (const query of questions) {
  test(`${query.from} to ${query.to} ${query.port ?? ''}: the page says what the API says, and a real packet agrees`, async ({
    page,
    portolan,
  }) => {
    // By facts that are read for it, as the page has them in the end: the containers came just now.
    const answer = await askPath(portolan.url, { ...query, fresh: '1' })
    const path = await PathPage.ask(page, portolan.url, query)
    await expect(path.verdict).toHaveAttribute('data-outcome', answer.verdict.outcome)
    await expect(path.verdict).toContainText(plain(answer.verdict.says))
    const [branch] = answer.branches
    expect(branch).toBeDefined()
    await expect(path.hops('There')).toHaveCount(branch?.there.hops.length ?? 0)
    await expect(path.hops('Back')).toHaveCount(branch?.back?.hops.length ?? 0)
    for (const [direction, way] of [
      ['There', branch?.there],
      ['Back', branch?.back],
    ] as const) {
      const said = way?.hops.flatMap(({ steps }) => steps.map(({ says }) => plain(says))) ?? []
      const shown = (await path.steps(direction).allTextContents()).map((text) => text.replace(/\s+/g, ' '))
      expect(shown.slice(0, said.length)).toEqual(said)
    }
    await path.sendPacket()
    await expect(path.probes.first()).toBeVisible({ timeout: 15_000 })
    for (const probe of await path.probes.all()) await expect(probe).toHaveAttribute('data-probe', 'agree')
  })
}

/** A sentence as it is read: what is for a terminal stands without its backticks. */
const plain = (says: string): string => says.replaceAll('`', '').replace(/\s+/g, ' ')

test('two clicks on the picture ask: p on a container, then the other one', async ({ page, host, portolan }) => {
  const [web, db] = await Promise.all([containerOf(host, 'web'), containerOf(host, 'db')])
  const topology = await TopologyPage.open(page, portolan.url)
  await topology.card(web.Id).click()
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toBeVisible()
  await page.keyboard.press('p')
  const path = new PathPage(page)
  await expect(path.field('from')).toHaveValue('web')
  await expect(page.getByRole('status').filter({ hasText: 'click where it goes' })).toBeVisible()
  await topology.card(db.Id).click()
  await expect(path.verdict).toHaveAttribute('data-outcome', 'delivered')
  await expect(path.field('to')).toHaveValue('db')
  // The port that it listens on is asked for by itself.
  await expect(path.field('port')).toHaveValue('5432')
  await page.goBack()
  await expect(path.verdict).toHaveCount(0)
})

test('the keyboard alone asks too', async ({ page, portolan }) => {
  await page.goto(`${portolan.url}/path`)
  const path = new PathPage(page)
  await expect(page.getByRole('tree')).toBeAttached()
  await page.getByRole('tree').focus()
  await page.keyboard.press('Enter')
  await expect(path.field('from')).not.toHaveValue('')
  await page.keyboard.press('/')
  await page.getByRole('dialog', { name: 'Search' }).getByRole('combobox').fill('db')
  await expect(page.getByRole('option').filter({ hasText: 'db' }).first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(path.verdict).toBeVisible()
  await expect(path.field('to')).toHaveValue('db')
  // Through the hops: what a step rests on unfolds, and the packet is sent.
  const see = path.hops('There').first().getByRole('button', { name: 'see it yourself' }).first()
  await see.focus()
  await page.keyboard.press('Enter')
  await expect(see).toHaveAttribute('aria-expanded', 'true')
  await expect(path.hops('There').first().getByRole('button', { name: /^Copy/ }).first()).toBeVisible()
  await page.getByRole('button', { name: 'Send a real packet' }).focus()
  await page.keyboard.press('Enter')
  await expect(path.probes.first()).toBeVisible({ timeout: 15_000 })
})

test('the way lies on the picture, and in the exported one under the question', async ({ page, host, portolan }) => {
  const [web, db, cron] = await Promise.all(['web', 'db', 'legacy-cron'].map((name) => containerOf(host, name)))
  const backnet = (await networksOf(host)).find(({ Name }) => Name === 'backnet')
  const query = { from: 'web', to: 'db', port: '5432' }
  const { branches } = await askPath(portolan.url, { ...query, fresh: '1' })
  const path = await PathPage.ask(page, portolan.url, query)
  for (const subject of [`container:${web?.Id}`, `container:${db?.Id}`, `network:${backnet?.Id}`])
    await expect(path.lit(subject).first(), subject).toBeAttached()
  await expect(path.lit(`container:${cron?.Id}`)).toHaveCount(0)
  await expect(path.marks).toHaveText(
    branches[0]?.there.hops.map((_, index, hops) => (index === hops.length - 1 ? `${index + 1} ✓` : `${index + 1}`)) ??
      [],
  )
  const svg = await (await fetch(`${portolan.url}/api/picture.svg?${new URLSearchParams(query)}`)).text()
  expect(svg).toContain('<title>tcp web → db:5432: delivered</title>')
  expect(svg).toContain('opacity="0.34"')
  expect(svg).toContain('3 ✓')
})

test('a link brings back the question, the direction and the place', async ({ page, context, portolan }) => {
  const path = await PathPage.ask(page, portolan.url, { from: 'web', to: 'db', port: '5432' })
  await page.getByRole('region', { name: 'Back' }).getByRole('button', { name: 'Show on the picture' }).click()
  await expect(page).toHaveURL(/way=back/)
  await page.keyboard.press('+')
  await expect(page).toHaveURL(/at=/)
  const marks = await path.marks.allTextContents()
  const other = await context.newPage()
  await other.goto(page.url())
  const again = new PathPage(other)
  await expect(again.verdict).toHaveAttribute('data-outcome', 'delivered')
  await expect(again.marks).toHaveText(marks)
  await expect(
    other.getByRole('region', { name: 'Back' }).getByRole('button', { name: 'On the picture' }),
  ).toHaveAttribute('aria-pressed', 'true')
})

test('a name that there is not: what may have been meant, one click away', async ({ page, portolan }) => {
  await page.goto(`${portolan.url}/path?from=wbe&to=db&port=5432`)
  const refusal = page.getByRole('alert', { name: 'Question not understood' })
  await expect(refusal).toContainText('wbe')
  await refusal.getByRole('button', { name: 'web', exact: true }).click()
  await expect(new PathPage(page).verdict).toHaveAttribute('data-outcome', 'delivered')
  await page.goto(`${portolan.url}/path?from=web&to=db&port=99999`)
  await expect(refusal).toContainText('Which port?')
})

test('without a question it says what to do; a slow answer has an outline; none is said, and asked again', async ({
  page,
  portolan,
}) => {
  await page.goto(`${portolan.url}/path`)
  await expect(page.getByRole('status').filter({ hasText: 'Click where the packet starts' })).toBeVisible()
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/api/path?*', async (route) => {
    await held
    await route.continue()
  })
  const path = new PathPage(page)
  await path.field('from').fill('web')
  await path.field('to').fill('db:5432')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status', { name: 'Tracing' })).toBeVisible()
  release()
  await expect(path.verdict).toHaveAttribute('data-outcome', 'delivered')
  await page.unroute('**/api/path?*')

  await page.route('**/api/path?*', (route) => route.abort())
  await path.field('from').fill('monitor')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'No answer' })).toContainText('does not answer')
  await page.unroute('**/api/path?*')
  await page.getByRole('button', { name: 'Ask again' }).click()
  await expect(path.verdict).toHaveAttribute('data-outcome', 'delivered')
})

test('a host that is no longer heard is said to be as it was', async ({ page, host }) => {
  const portolan = await runPortolan(host, { name: 'path-stale' })
  try {
    await PathPage.ask(page, portolan.url, { from: 'web', to: 'db', port: '5432' })
    await portolan.endAgent()
    await expect(page.getByRole('list', { name: 'Notices' })).toContainText(/Stale since/, { timeout: 20_000 })
    await expect(page.getByRole('list', { name: 'Sources' })).toContainText('not heard')
  } finally {
    await portolan.stop()
  }
})

// Light on one engine, dark on the other; pictures of both.
for (const [width, height] of [
  [1440, 900],
  [390, 844],
] as const) {
  test(`axe finds nothing serious, ${width} wide`, async ({ page, host, portolan, colorScheme }) => {
    test.setTimeout(180_000)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height })
    for (const query of questions.slice(0, 3)) {
      await PathPage.ask(page, portolan.url, query)
      await expect(page.locator('.pn-way-mark').first()).toBeAttached()
      const asked = `${query.from}-${query.to}-${query.port}`
      await takeInBothThemes(page, (theme) => `${host}-path-${asked}-${theme}-${width}`)
      await page.emulateMedia({ colorScheme })
      await seriousProblems(page)
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    }
    await page.goto(`${portolan.url}/path?from=wbe&to=db`)
    await expect(page.getByRole('alert', { name: 'Question not understood' })).toBeVisible()
    await seriousProblems(page)
    await page.goto(`${portolan.url}/path`)
    await expect(page.getByRole('status').filter({ hasText: 'Click where' })).toBeVisible()
    await seriousProblems(page)
  })
}
