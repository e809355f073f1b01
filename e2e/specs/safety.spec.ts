import { request as httpRequest } from 'node:http'
import { containersOf, networksOf } from '../engine-truth.ts'
import { keepEvidence } from '../keep-evidence.ts'
import { applyScenario } from '../lab/apply-scenario.ts'
import { plantedSecretValues, swarmSecretValue } from '../lab/planted-secrets.ts'
import { TopologyPage } from '../pages/topology-page.ts'
import { expect, test } from '../portolan-test.ts'

test.beforeAll(async ({ host }) => {
  await applyScenario(host, 'deployment-models')
})

test('planted secrets are in no answer, stream, picture or page', async ({ page, host, portolan }) => {
  const [containers, networks] = await Promise.all([containersOf(host), networksOf(host)])
  // The engine itself tells them, but for what a swarm keeps to itself: the test would be blind without that.
  for (const secret of plantedSecretValues)
    if (secret !== swarmSecretValue) expect(JSON.stringify(containers)).toContain(secret)
  const topology: { hosts: { id: string }[]; endpoints: { id: string }[] } = await (
    await fetch(`${portolan.url}/api/topology`)
  ).json()
  const paths = [
    ...['/api/topology', '/api/networks', '/api/containers', '/api/endpoints', '/api/picture.svg'],
    ...containers.map(({ Id }) => `/api/containers/${Id}`),
    ...networks.map(({ Id }) => `/api/networks/${Id}`),
    ...topology.endpoints.map(({ id }) => `/api/endpoints/${encodeURIComponent(id)}`),
    ...topology.hosts.map(({ id }) => `/api/hosts/${encodeURIComponent(id)}`),
  ]
  for (const path of paths) {
    const answer = await fetch(`${portolan.url}${path}`)
    expect(answer.status, path).toBe(200)
    keepEvidence(await answer.text(), path, path.endsWith('.svg') ? 'svg' : 'json')
  }
  keepEvidence(await firstOfStream(portolan.url), 'stream', 'ndjson')
  const open = await TopologyPage.open(page, portolan.url)
  // A container in another's namespace has no card of its own.
  const drawn = containers.filter(
    ({ State, HostConfig }) => State.Status === 'running' && !HostConfig.NetworkMode.startsWith('container:'),
  )
  expect(drawn.length).toBeGreaterThan(5)
  for (const { Id, Name } of drawn) {
    const panel = await open.openContainer(Id)
    await panel.showTab('Inspect')
    await expect(panel.root.getByText(Name.replace('/', '')).first()).toBeVisible()
    keepEvidence(await page.content(), `page-${Name}`, 'html')
  }
})

test('a foreign Host, Origin or fetch site is refused by every route', async ({ portolan }) => {
  for (const path of ['/api/topology', '/api/stream', '/api/picture.svg', '/api/containers']) {
    expect(await statusOf(portolan.url, path, { host: 'evil.example' }), path).toBe(421)
    expect(await statusOf(portolan.url, path, { origin: 'http://evil.example' }), path).toBe(403)
    expect(await statusOf(portolan.url, path, { 'sec-fetch-site': 'cross-site' }), path).toBe(403)
  }
})

test('bad and unknown ids get a clear answer without a stack', async ({ portolan }) => {
  for (const path of [
    '/api/containers/%00',
    '/api/containers/..%2f..%2fetc',
    '/api/networks/nothing',
    '/api/hosts/nobody',
    '/api/endpoints/x',
  ]) {
    const answer = await fetch(`${portolan.url}${path}`)
    expect([400, 404], path).toContain(answer.status)
    const text = await answer.text()
    expect(text, path).not.toMatch(/\bat .+:\d+:\d+/)
    expect(JSON.parse(text).error.message, path).toBeTruthy()
  }
})

test('the page runs under a policy that allows no foreign and no inline script', async ({ page, portolan }) => {
  const problems: string[] = []
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  page.on('pageerror', (error) => problems.push(error.message))
  const foreign: string[] = []
  page.on(
    'request',
    (asked) => asked.url().startsWith(portolan.url) || asked.url().startsWith('data:') || foreign.push(asked.url()),
  )
  const answer = await page.goto(portolan.url)
  const policy = answer?.headers()['content-security-policy'] ?? ''
  expect(policy).toMatch(/script-src [^;]*'nonce-/)
  expect(policy).not.toMatch(/script-src [^;]*'unsafe-inline'/)
  await TopologyPage.open(page, portolan.url)
  expect(problems).toEqual([])
  expect(foreign).toEqual([])
})

/** The first event of the stream, which holds the whole topology. */
async function firstOfStream(url: string): Promise<string> {
  const ends = new AbortController()
  const answer = await fetch(`${url}/api/stream`, { signal: ends.signal })
  let text = ''
  for await (const part of answer.body ?? []) {
    text += Buffer.from(part).toString()
    if (text.includes('\n\n') && text.includes('"kind":"topology"')) break
  }
  ends.abort()
  return text
}

/** The status of a GET whose headers a browser or a rebinding page would send; fetch would not let them through. */
function statusOf(url: string, path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((done, fail) => {
    const asked = httpRequest(`${url}${path}`, { headers }, (answer) => {
      done(answer.statusCode ?? 0)
      answer.destroy()
    })
    asked.on('error', fail).end()
  })
}

test('a page and a route see the one server of the process', async ({ portolan }) => {
  const health: { epoch: string } = await (await fetch(`${portolan.url}/healthz`)).json()
  const page = await (await fetch(`${portolan.url}/login`)).text()
  expect(health.epoch).toBeTruthy()
  expect(page).toContain(`data-epoch="${health.epoch}"`)
})
