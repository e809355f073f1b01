import type { BrowserContext } from '@playwright/test'
import { applyScenario } from '../lab/apply-scenario.ts'
import { emptyHost } from '../lab/empty-host.ts'
import { askPath, PathPage } from '../pages/path-page.ts'
import { TopologyPage } from '../pages/topology-page.ts'
import { pathCommand } from '../path-command.ts'
import { expect, test } from '../portolan-test.ts'
import { runPortolan } from '../running-portolan.ts'

test.describe.configure({ timeout: 120_000 })

test('no container: says so and what to do; the first one appears', async ({ page, host, portolan }) => {
  await emptyHost(host)
  await page.goto(portolan.url)
  await expect(page.getByRole('region', { name: 'No containers' })).toBeVisible()
  await applyScenario(host, 'policy')
  await expect(page.getByRole('region', { name: 'No containers' })).toHaveCount(0)
  expect((await new TopologyPage(page).drawnIds('container')).length).toBeGreaterThan(0)
})

test('no engine at the address: the kernel is drawn, and the page says what was tried', async ({ page, host }) => {
  await applyScenario(host, 'policy')
  const portolan = await runPortolan(host, { name: 'no-engine', engine: '/run/nowhere/docker.sock' })
  try {
    await page.goto(portolan.url)
    await expect(page.getByRole('region', { name: 'No Docker engine found' })).toContainText('/run/nowhere/docker.sock')
  } finally {
    await portolan.stop()
  }
})

test('no rights: the API alone is drawn, with what is lost, and a path is told by it', async ({ page, host }) => {
  await applyScenario(host, 'policy')
  const portolan = await runPortolan(host, {
    name: 'no-rights',
    agentPrefix: ['setpriv', '--reuid=65534', '--regid=0', '--clear-groups', '--bounding-set=-all', '--inh-caps=-all'],
  })
  try {
    const topology = await TopologyPage.open(page, portolan.url)
    await expect.poll(async () => (await topology.drawnIds('container')).length).toBeGreaterThan(0)
    await expect(page.getByRole('list', { name: 'Notices' })).toContainText('Partial')
    const query = { from: 'web', to: 'db', port: '5432' }
    expect((await askPath(portolan.url, query)).basis).toBe('engine')
    const path = await PathPage.ask(page, portolan.url, query)
    await expect(path.verdict).toContainText('what the engine tells alone')
    const said = await pathCommand(host, ['web', 'db:5432'], { PORTOLAN_AGENT_SOCKET: portolan.agentSocket })
    expect(said.stdout).toContain('Only the engine told')
  } finally {
    await portolan.stop()
  }
})

test('an agent that is gone: the page says since when, and is fresh again when it is back', async ({ page, host }) => {
  await applyScenario(host, 'policy')
  const portolan = await runPortolan(host, { name: 'agent-gone' })
  try {
    const topology = await TopologyPage.open(page, portolan.url)
    await portolan.endAgent()
    await expect(page.getByRole('list', { name: 'Notices' })).toContainText(/Stale since/, { timeout: 20_000 })
    expect((await topology.drawnIds('container')).length).toBeGreaterThan(0)
    await portolan.startAgent()
    await expect(page.getByRole('list', { name: 'Notices' })).toHaveCount(0, { timeout: 20_000 })
  } finally {
    await portolan.stop()
  }
})

test('an engine that is too old: said with its version, and live again when a newer one answers', async ({
  page,
  host,
}) => {
  await applyScenario(host, 'policy')
  const portolan = await runPortolan(host, { name: 'too-old' })
  try {
    const topology = await TopologyPage.open(page, portolan.url)
    const before = (await topology.drawnIds('container')).length
    portolan.proxy.answerInstead(/\/version$/, (response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end('{"Version":"18.09.1","ApiVersion":"1.39","MinAPIVersion":"1.12","Os":"linux"}')
    })
    const notices = page.getByRole('list', { name: 'Notices' })
    await expect(notices).toContainText('Docker engine 18.09.1 speaks API 1.39 at most', { timeout: 30_000 })
    expect((await topology.drawnIds('container')).length).toBe(before)
    portolan.proxy.answerInstead(null)
    await expect(notices).toHaveCount(0, { timeout: 30_000 })
  } finally {
    await portolan.stop()
  }
})

test('an engine that answers HTML, and one that answers half an answer: a clear message, no crash', async ({
  context,
  host,
}) => {
  await applyScenario(host, 'policy')
  // Both wait for a sweep, each with a Portolan and a page of its own.
  const lost = await Promise.allSettled([
    answersBadly(context, host, 'html', '<html><body>captive portal</body></html>'),
    answersBadly(context, host, 'half', '{"Containers": 3, "Name": "ha'),
  ])
  expect(lost.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []))).toEqual([])
})

async function answersBadly(context: BrowserContext, host: string, name: string, answer: string): Promise<void> {
  const portolan = await runPortolan(host, { name: `bad-${name}` })
  try {
    const topology = await TopologyPage.open(await context.newPage(), portolan.url)
    const before = (await topology.drawnIds('container')).length
    portolan.proxy.answerInstead(/\/(info|networks|containers)/, (response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end(answer)
    })
    await expect
      .poll(
        async () => {
          const now: { gaps: { code: string; source: string }[] } = await (
            await fetch(`${portolan.url}/api/topology`)
          ).json()
          return now.gaps.some((gap) => gap.code === 'bad-answer')
        },
        { timeout: 45_000 },
      )
      .toBe(true)
    expect((await topology.drawnIds('container')).length).toBe(before)
  } finally {
    await portolan.stop()
  }
}
