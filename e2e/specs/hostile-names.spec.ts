import { containerOf, networksOf } from '../engine-truth.ts'
import { applyScenario } from '../lab/apply-scenario.ts'
import { askEngine } from '../lab/engine-request.ts'
import { exec } from '../lab/enter.ts'
import { everything, TopologyPage } from '../pages/topology-page.ts'
import { expect, test } from '../portolan-test.ts'

const hostile = [
  `<script>document.title='owned'</script>`,
  `"quotes" & 'apostrophes'`,
  '🦑 emoji ⚓',
  'שלום \u202e reversed',
  `long-${'x'.repeat(2000)}`,
]

/** What a person reads of each, in the same order. */
const shownOf = ['<script>', '"quotes"', 'emoji', 'שלום', 'long-xxx']

test.beforeAll(async ({ host }) => {
  await applyScenario(host, 'policy')
})

test('hostile network names and labels are shown inert, in page and SVG', async ({ page, host, portolan }) => {
  const made: string[] = []
  try {
    for (const name of hostile) {
      const answer = await askEngine(host, '/networks/create', {
        method: 'POST',
        body: { Name: name, Labels: { [name]: name } },
      })
      expect(answer.status, answer.body).toBe(201)
      made.push(JSON.parse(answer.body).Id)
    }
    const named = (await networksOf(host)).filter(({ Id }) => made.includes(Id)).map(({ Name }) => Name)
    expect(named.sort()).toEqual([...hostile].sort())
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(error.message))
    const topology = await TopologyPage.open(page, portolan.url, everything)
    for (const id of made) await expect(topology.bar(id)).toBeAttached()
    for (const [index, id] of made.entries()) {
      const panel = await topology.openNetwork(id)
      await expect(panel.root.getByRole('heading').first()).toContainText(shownOf[index] ?? '')
      await panel.showTab('Inspect')
      await expect(panel.root.getByRole('tabpanel')).toBeVisible()
    }
    expect(await page.title()).not.toContain('owned')
    expect(problems).toEqual([])
    const svg = await (await fetch(`${portolan.url}/api/picture.svg?${new URLSearchParams(everything)}`)).text()
    expect(svg).not.toContain('<script')
    const parsed = await page.evaluate(
      (text) =>
        new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror')?.textContent ?? null,
      svg,
    )
    expect(parsed).toBeNull()
  } finally {
    for (const id of made) await askEngine(host, `/networks/${id}`, { method: 'DELETE' })
  }
})

test('a hostile container name, which only a strange engine would give, is shown inert', async ({
  page,
  host,
  portolan,
}) => {
  const { Id } = await containerOf(host, 'monitor')
  try {
    const topology = await TopologyPage.open(page, portolan.url)
    for (const [index, shown] of shownOf.entries()) {
      portolan.proxy.rewrite(/\/containers\/(json|[0-9a-f]{64}\/json)/, (text) =>
        text.replaceAll('"/monitor"', JSON.stringify(`/${hostile[index]}`)),
      )
      await exec(host, ['docker', 'pause', 'monitor'])
      await exec(host, ['docker', 'unpause', 'monitor'])
      const panel = await topology.openContainer(Id)
      await expect(panel.root.getByRole('heading').first()).toContainText(shown)
    }
    expect(await page.title()).not.toContain('owned')
  } finally {
    portolan.proxy.rewrite(null)
    // The name that is its own comes back with the next read.
    await exec(host, ['docker', 'pause', 'monitor'])
    await exec(host, ['docker', 'unpause', 'monitor'])
  }
})
