import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { containerOf } from '../engine-truth.ts'
import { applyScenario } from '../lab/apply-scenario.ts'
import { onEachScreen, takeInBothThemes } from '../pages/take-pictures.ts'
import { TopologyPage } from '../pages/topology-page.ts'
import { expect, test } from '../portolan-test.ts'
import { runPortolan } from '../running-portolan.ts'

const root = resolve(import.meta.dirname, '../..')
const folder = join(root, 'test-results/pictures')
mkdirSync(folder, { recursive: true })

// The pictures of the README, and those that a person looks at before a change lands.
for (const [scenario, name] of [
  ['deployment-models', 'api'],
  ['policy', 'web'],
] as const) {
  test(`pictures of ${scenario}`, async ({ page, host, portolan }) => {
    await applyScenario(host, scenario)
    const { Id } = await containerOf(host, name)
    await onEachScreen(page, async (width) => {
      const topology = await TopologyPage.open(page, portolan.url)
      await takeInBothThemes(page, (theme) => `${host}-${scenario}-${theme}-${width}`)
      const panel = await topology.openContainer(Id)
      await expect(panel.row('Routes', 'default')).toBeVisible()
      await takeInBothThemes(page, (theme) => `${host}-${scenario}-${theme}-${width}-inspector`)
    })
  })
}

test('the demo says that it is a recording, and is drawn like a host', async ({ page, host }) => {
  const portolan = await runPortolan(host, { name: 'demo', recording: join(root, 'public/demo') })
  try {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    const topology = await TopologyPage.open(page, portolan.url)
    await expect(page.getByRole('list', { name: 'Notices' })).toContainText('Recording')
    expect((await topology.drawnIds('container')).length).toBeGreaterThan(5)
    await page.screenshot({ path: join(folder, `${host}-demo-light-1440.png`) })
  } finally {
    await portolan.stop()
  }
})
