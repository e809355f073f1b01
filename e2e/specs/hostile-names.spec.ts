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

test.beforeAll(async ({ host }) => {
  await applyScenario(host, 'policy')
})

test('hostile network names and labels are shown inert, in page and SVG', async ({ page, host, portolan }) => {
  const made: string[] = []
  try {
    for (const [index, name] of hostile.entries()) {
      const answer = await askEngine(host, '/networks/create', {
        method: 'POST',
        body: { Name: name, Labels: { [name]: name } },
      })
      // An engine may refuse a name; it must take at least the label.
      const taken =
        answer.status === 201
          ? answer
          : await askEngine(host, '/networks/create', {
              method: 'POST',
              body: { Name: `hostile-${index}`, Labels: { [name]: name } },
            })
      expect(taken.status).toBe(201)
      made.push(JSON.parse(taken.body).Id)
    }
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(error.message))
    const topology = await TopologyPage.open(page, portolan.url, everything)
    for (const id of made) await expect(topology.bar(id)).toBeAttached()
    for (const id of made) {
      const panel = await topology.openNetwork(id)
      await panel.showTab('Inspect')
      await expect(panel.root.getByRole('tabpanel')).toBeVisible()
    }
    expect(await page.title()).not.toContain('owned')
    expect(problems).toEqual([])
    const names = (await networksOf(host)).map(({ Name }) => Name)
    expect(names.some((name) => name.includes('<script>') || name.startsWith('hostile-'))).toBe(true)
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
    for (const [index, shown] of ['<script>', '"quotes"', 'emoji', 'שלום', 'long-xxx'].entries()) {
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
