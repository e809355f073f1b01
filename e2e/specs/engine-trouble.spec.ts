import { containerOf } from '../engine-truth.ts'
import { applyScenario } from '../lab/apply-scenario.ts'
import { freezeEngine, killEngine, startEngine, stopEngine, thawEngine } from '../lab/engine.ts'
import { enteredProcess, exec } from '../lab/enter.ts'
import { TopologyPage } from '../pages/topology-page.ts'
import { expect, test } from '../portolan-test.ts'

test.describe.configure({ timeout: 180_000 })

test.beforeEach(async ({ host }) => {
  await applyScenario(host, 'policy')
})

const lookingAt = (page: import('@playwright/test').Page) => page.getByRole('button', { name: /Where we look/ })

for (const [how, stop, again] of [
  ['stopped', stopEngine, startEngine],
  ['killed', killEngine, startEngine],
  ['hung', freezeEngine, thawEngine],
] as const) {
  test(`an engine that is ${how}: the kernel goes on, the page says so, and all is fresh when it is back`, async ({
    page,
    host,
    portolan,
  }) => {
    const { Id, State } = await containerOf(host, 'db')
    const inside = ['nsenter', '-t', String(State.Pid), '-n']
    const topology = await TopologyPage.open(page, portolan.url)
    const panel = await topology.openContainer(Id)
    await expect(panel.row('Routes', 'default')).toBeVisible()

    await stop(host)
    try {
      await expect(lookingAt(page)).toHaveAccessibleName(/engine silent/, { timeout: 30_000 })
      await expect(page.getByRole('list', { name: 'Notices' })).toContainText(/Engine silent on \S+ since/)
      await exec(host, [...inside, 'ip', 'route', 'add', '203.0.113.0/25', 'dev', 'eth0'])
      await expect(panel.row('Routes', '203.0.113.0/25')).toBeVisible({ timeout: 20_000 })
      await expect(topology.card(Id)).toBeVisible()
    } finally {
      await again(host)
    }
    await expect(lookingAt(page)).toHaveAccessibleName(/live/, { timeout: 30_000 })
    await exec(host, ['docker', 'rm', '-f', 'db'])
    await expect(topology.card(Id)).toHaveCount(0)
  })
}

test('events dropped on the way are repaired within 30 s and counted', async ({ page, host, portolan }) => {
  const topology = await TopologyPage.open(page, portolan.url)
  const missedBefore = await missedEvents(portolan.url)
  portolan.proxy.dropEvents(true)
  try {
    await exec(host, ['docker', 'run', '-d', '--name', 'unheard', 'portolan/busybox:1', 'sleep', '3600'])
    const { Id } = await containerOf(host, 'unheard')
    await expect(topology.card(Id)).toBeVisible({ timeout: 35_000 })
  } finally {
    portolan.proxy.dropEvents(false)
  }
  await expect.poll(() => missedEvents(portolan.url)).toBeGreaterThan(missedBefore)
})

async function missedEvents(url: string): Promise<number> {
  const topology: { statuses: { missedEvents: number }[] } = await (await fetch(`${url}/api/topology`)).json()
  return topology.statuses.reduce((sum, status) => sum + status.missedEvents, 0)
}

test('one container whose inspect hangs costs that container only', async ({ page, host, portolan }) => {
  const { Id } = await containerOf(host, 'web')
  const db = await containerOf(host, 'db')
  const topology = await TopologyPage.open(page, portolan.url)
  portolan.proxy.answerInstead(new RegExp(`/containers/${Id}/json`), () => undefined)
  try {
    await exec(host, ['docker', 'pause', 'web'])
    await exec(host, ['docker', 'pause', 'db'])
    await expect(topology.card(db.Id)).toContainText('paused', { timeout: 30_000 })
    await expect
      .poll(
        async () => {
          const answer: { gaps: { source: string; code: string }[] } = await (
            await fetch(`${portolan.url}/api/topology`)
          ).json()
          return answer.gaps.some((gap) => gap.source.includes(Id) && gap.code === 'timeout')
        },
        { timeout: 30_000 },
      )
      .toBe(true)
  } finally {
    portolan.proxy.answerInstead(null)
  }
})

test('a laptop that slept: both processes stopped for 60 s resync by themselves', async ({ page, host, portolan }) => {
  const topology = await TopologyPage.open(page, portolan.url)
  const db = await containerOf(host, 'db')
  const agentPid = await enteredProcess(host, portolan.agent.pid ?? 0)
  process.kill(agentPid, 'SIGSTOP')
  portolan.web.kill('SIGSTOP')
  const asleepUntil = Date.now() + 60_000
  await exec(host, ['docker', 'rm', '-f', 'db'])
  await expect.poll(() => Date.now(), { timeout: 90_000, intervals: [1_000] }).toBeGreaterThan(asleepUntil)
  process.kill(agentPid, 'SIGCONT')
  // nsenter stops itself with its child.
  portolan.agent.kill('SIGCONT')
  portolan.web.kill('SIGCONT')
  await expect(topology.card(db.Id)).toHaveCount(0, { timeout: 30_000 })
  await expect(lookingAt(page)).toHaveAccessibleName(/live/, { timeout: 30_000 })
})
