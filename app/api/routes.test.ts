import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { z } from 'zod'
import {
  AgentList,
  ContainerDetail,
  ContainerList,
  EndpointDetail,
  EndpointList,
  Failure,
  Health,
  HostDetail,
  HostList,
  NetworkDetail,
  NetworkList,
  NodeDetail,
  NodeList,
  ServiceDetail,
  ServiceList,
  Session,
} from '../../lib/api/contract.ts'
import { recordKinds } from '../../lib/model/record-kind.ts'
import { Topology } from '../../lib/model/topology.ts'
import { readConfiguration } from '../../lib/server/configuration.ts'
import { type SmallAgent, startSmallAgent } from '../../lib/server/small-agent.ts'
import { startServer, theServer } from '../../lib/server/the-server.ts'
import { deploymentModels } from '../../lib/view/sample-topologies.ts'
import { aNode, aService, aTask, nodeIdOf } from '../../lib/view/swarm-member-view.ts'
import { serveRoutes } from './serve-routes.ts'

const view: Topology = { ...deploymentModels(), statuses: [] }
for (const kind of recordKinds) view[kind].sort((a, b) => (a.id < b.id ? -1 : 1))
const [host] = view.hosts
const backnet = view.networks.find(({ name }) => name === 'backnet')
const web = view.containers.find(({ name }) => name === 'api')
if (!host || !backnet || !web) throw new Error('the sample topology has changed')
view.statuses.push({
  hostId: host.id,
  agentVersion: '0.1.0',
  sight: 3,
  sightReason: null,
  engine: { state: 'live', since: 1, detail: 'Docker 28.5.2' },
  kernel: { state: 'live', detail: 'all' },
  oldest: null,
  drift: null,
  missedEvents: 0,
  recordedAt: null,
  recordingName: null,
  heard: null,
})
const heardStatus = {
  ...view.statuses[0],
  heard: {
    state: 'live',
    since: expect.any(Number),
    detail: 'The agent is connected.',
    clockAheadMs: null,
    clockUncertaintyMs: null,
  },
}
const endpoint = view.endpoints.find(({ networkId, containerId }) => networkId === backnet.id && containerId === web.id)
const hostNamespace = view.namespaces.find(({ id }) => id === host.namespaceId)
if (!endpoint || !hostNamespace) throw new Error('the sample topology has changed')

host.swarm = { ...host.swarm, state: 'active', nodeId: nodeIdOf('host1'), manager: true }
const node = aNode('host1')
const unread = aNode('host2')
const service = aService()
view.nodes.push(node, unread)
view.services.push(service)
view.tasks.push(aTask('host2', 0))

let agent: SmallAgent
let routes: Awaited<ReturnType<typeof serveRoutes>>
let folder: string
const token = 'k'.repeat(40)

async function start(environment: Record<string, string> = {}): Promise<void> {
  const read = readConfiguration({ PORTOLAN_AGENTS: `unix:${agent.socket}`, ...environment })
  if (!read.ok) throw new Error(read.reason)
  startServer(read.configuration)
  await vi.waitFor(() => expect(theServer().live.current()).not.toBeNull(), { timeout: 5_000, interval: 5 })
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'portolan-routes-'))
  agent = await startSmallAgent(structuredClone(view))
  routes = await serveRoutes()
})

afterEach(async () => {
  theServer().close()
  routes.close()
  await agent.close()
  rmSync(folder, { recursive: true })
})

async function get<S extends z.ZodType>(path: string, schema: S, headers: Record<string, string> = {}) {
  const answer = await fetch(`${routes.url}${path}`, { headers })
  const body = schema.parse(await answer.json())
  expect(answer.headers.get('cache-control')).toBe('no-store')
  return { status: answer.status, body, headers: answer.headers }
}
const failure = async (path: string, headers?: Record<string, string>) => {
  const { status, body } = await get(path, Failure, headers)
  return `${status} ${body.error.code}: ${body.error.message}`
}

describe('lists', () => {
  it('are what the agent told', async () => {
    await start()
    const told = (await get('/api/topology', Topology)).body
    const observed = <T extends { origin: string }>(records: T[]) =>
      records.filter(({ origin }) => origin !== 'inferred')
    expect({
      ...told,
      hosts: observed(told.hosts),
      containers: observed(told.containers),
      endpoints: observed(told.endpoints),
    }).toEqual({ ...view, nodes: [{ ...node, hostId: host.id }, unread], statuses: [heardStatus] })
    expect((await get('/api/agents', AgentList)).body.agents).toMatchObject([{ state: 'connected', hostId: host.id }])
    expect((await get('/api/services', ServiceList)).body).toMatchObject({ services: [service], tasks: view.tasks })
    expect((await get('/api/nodes', NodeList)).body.nodes).toEqual(told.nodes)
    expect((await get('/api/networks', NetworkList)).body).toEqual({ networks: view.networks, readAt: view.readAt })
    expect((await get('/api/containers', ContainerList)).body.containers).toEqual(
      expect.arrayContaining(view.containers),
    )
    expect((await get('/api/endpoints', EndpointList)).body.endpoints).toEqual(expect.arrayContaining(view.endpoints))
    expect((await get('/api/hosts', HostList)).body).toMatchObject({
      hosts: [host, { id: 'node:n-host2' }],
      statuses: [heardStatus],
    })
  })

  it('follow a change', async () => {
    await start()
    agent.tell({ put: { containers: [{ ...web, name: 'renamed' }] }, gone: { networks: [backnet.id] }, readAt: 2 })
    await vi.waitFor(async () => {
      const { body } = await get('/api/topology', Topology)
      expect(body.networks.map(({ id }) => id)).not.toContain(backnet.id)
      expect(body.containers.find(({ id }) => id === web.id)?.name).toBe('renamed')
    })
  })

  it('say that there is nothing yet, while health says that the process lives', async () => {
    await agent.close()
    const read = readConfiguration({ PORTOLAN_AGENTS: `unix:${agent.socket}` })
    if (!read.ok) throw new Error(read.reason)
    startServer(read.configuration)
    agent = await startSmallAgent(view)
    expect((await get('/healthz', Health)).status).toBe(200)
    expect(await failure('/readyz')).toMatch(/^503 no-topology: No topology yet: /)
    expect(await failure('/api/topology')).toMatch(/^503 no-topology/)
    expect(await failure(`/api/containers/${web.id}`)).toMatch(/^503 no-topology/)
  })
})

describe('a container', () => {
  const path = `/api/containers/${web.id}`

  it('is joined with what the engine and the kernel say now', async () => {
    const namespace = { ...hostNamespace, kind: 'container' as const, sysctls: { 'net.ipv4.ip_forward': '1' } }
    await start()
    agent.tell({ put: { containers: [{ ...web, namespaceId: namespace.id }] }, gone: {}, readAt: 2 })
    await vi.waitFor(() =>
      expect(
        theServer()
          .live.current()
          ?.containers.find(({ id }) => id === web.id)?.namespaceId,
      ).toBe(namespace.id),
    )
    agent.inspects.set(web.id, { found: true, inspect: { Name: '/api' }, reason: null, readAt: 7 })
    agent.namespaces.set(namespace.id, { namespace, interfaces: [], firewall: null, gaps: [], reason: null, readAt: 9 })
    const { body } = await get(path, ContainerDetail)
    expect(body).toMatchObject({ namespace, inspect: { value: { Name: '/api' }, reason: null, readAt: 7 }, readAt: 9 })
    expect(body.endpoints).toEqual([endpoint])
    expect(body.gaps).toEqual([])
  })

  it('is shown from memory, with the gap that says so, where the agent cannot answer', async () => {
    await start()
    agent.tell({ put: { containers: [{ ...web, namespaceId: hostNamespace.id }] }, gone: {}, readAt: 2 })
    await vi.waitFor(() =>
      expect(
        theServer()
          .live.current()
          ?.containers.find(({ id }) => id === web.id)?.namespaceId,
      ).toBe(hostNamespace.id),
    )
    const { body } = await get(path, ContainerDetail)
    expect(body.namespace).toEqual(hostNamespace)
    expect(body.inspect).toMatchObject({ value: null, reason: expect.stringContaining('status 500') })
    expect(body.gaps).toMatchObject([{ touches: [hostNamespace.id], reason: expect.stringContaining('status 500') }])
  })

  it('that there is not is 404, and what is no id 400', async () => {
    await start()
    expect(await failure('/api/containers/nope')).toBe('404 not-found: There is no container nope.')
    expect(await failure('/api/containers/..%2F..%2Fetc')).toBe('400 bad-id: "../../etc" is no container id.')
    expect(await failure(`/api/containers/${'a'.repeat(200)}`)).toMatch(/^400 bad-id/)
    expect(await failure('/api/networks/%3Cscript%3E')).toBe('400 bad-id: "<script>" is no network id.')
    expect(await failure('/api/endpoints/alone')).toBe('400 bad-id: "alone" is no endpoint id.')
    expect(await failure('/api/hosts/nope')).toMatch(/^404/)
  })
})

describe('the other details', () => {
  it('a network with its members', async () => {
    await start()
    agent.inspects.set(backnet.id, { found: true, inspect: { Name: 'backnet' }, reason: null, readAt: 7 })
    const { body } = await get(`/api/networks/${backnet.id}`, NetworkDetail)
    const members = view.endpoints.filter(({ networkId }) => networkId === backnet.id)
    expect(body.endpoints).toEqual(members)
    expect(body.containers.map(({ id }) => id).sort()).toEqual(members.map(({ containerId }) => containerId).sort())
    expect(body.inspect.value).toEqual({ Name: 'backnet' })
  })

  it('an endpoint, its id URL-encoded', async () => {
    await start()
    const { body } = await get(`/api/endpoints/${encodeURIComponent(endpoint.id)}`, EndpointDetail)
    expect(body).toMatchObject({ endpoint, network: backnet, container: web })
  })

  it('a host with its status', async () => {
    await start()
    agent.namespaces.set(hostNamespace.id, {
      ...{ namespace: hostNamespace, interfaces: [], firewall: null },
      ...{ gaps: [], reason: null, readAt: 9 },
    })
    const { body } = await get(`/api/hosts/${host.id}`, HostDetail)
    expect(body).toMatchObject({ host, status: heardStatus, namespace: hostNamespace, readAt: 9, gaps: [] })
  })
})

describe('a swarm', () => {
  it('has its inspect output from a manager, and what stands for a node that no agent reads', async () => {
    await start()
    agent.inspects.set(service.id, { found: true, inspect: { Spec: {} }, reason: null, readAt: 7 })
    const { body } = await get(`/api/services/${service.id}`, ServiceDetail)
    expect(body).toMatchObject({ service, tasks: view.tasks, inspect: { value: { Spec: {} }, readAt: 7 } })
    const detail = (await get(`/api/nodes/${unread.id}`, NodeDetail)).body
    expect(detail).toMatchObject({ node: unread, host: { name: 'host2', origin: 'inferred' }, tasks: view.tasks })
    expect(detail.inspect).toMatchObject({ value: null, reason: expect.stringContaining('status 500') })
    expect((await get(`/api/hosts/node:${unread.id}`, HostDetail)).body).toMatchObject({
      status: null,
      namespace: null,
    })
    const container = (await get('/api/containers/c-host2-0', ContainerDetail)).body
    expect(container.inspect).toMatchObject({ value: null, reason: 'No agent that could tell is heard.' })
    expect(await failure('/api/services/nope')).toBe('404 not-found: There is no service nope.')
    expect(await failure('/api/nodes/nope')).toBe('404 not-found: There is no node nope.')
  })
})

describe('the picture', () => {
  it('is the same bytes each time, in either theme, and runs nothing', async () => {
    await start()
    const draw = async (query: string) => {
      const answer = await fetch(`${routes.url}/api/picture.svg?${query}`)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8')
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
      return answer.text()
    }
    const light = await draw('stopped=1')
    expect(light).toContain('backnet')
    expect(await draw('stopped=1')).toBe(light)
    expect(await draw('stopped=1&theme=dark')).not.toBe(light)
    expect(await draw('stopped=1&redact=1')).not.toContain('backnet')
    expect(await failure('/api/picture.svg?theme=pink')).toBe('400 bad-query: theme is light or dark, not "pink".')
  })
})

describe('the guard stands before every route', () => {
  const paths = [
    ...['/healthz', '/readyz', '/api/topology', '/api/networks', '/api/containers', '/api/endpoints', '/api/hosts'],
    ...[`/api/networks/${backnet.id}`, `/api/containers/${web.id}`, `/api/endpoints/x%2Fy`, `/api/hosts/${host.id}`],
    ...[
      '/api/path',
      '/api/path/probe',
      '/api/stream',
      '/api/picture.svg',
      '/api/session',
      '/api/agents',
      '/api/services',
      '/api/nodes',
    ],
    ...[`/api/services/${service.id}`, `/api/nodes/${node.id}`],
  ]

  it.each(paths)('%s', async (path) => {
    await start()
    expect(await statusOf(path, { host: 'evil.example' })).toBe(421)
    expect(await statusOf(path, { 'sec-fetch-site': 'cross-site' })).toBe(403)
  })

  it.each(paths.filter((path) => path.startsWith('/api/')))('%s asks for the token', async (path) => {
    writeFileSync(join(folder, 'token'), token)
    await start({ PORTOLAN_TOKEN_FILE: join(folder, 'token') })
    expect(await statusOf(path, {})).toBe(401)
    expect(await statusOf(path, { authorization: `Bearer ${token}` })).not.toBe(401)
  })

  /** By Node's own client: `fetch` sets Host and Sec-Fetch-Site itself. */
  function statusOf(path: string, headers: Record<string, string>): Promise<number> {
    return new Promise((resolve, reject) => {
      const asking = request(`${routes.url}${path}`, { headers }, (response) => {
        resolve(response.statusCode ?? 0)
        response.destroy()
      })
      asking.on('error', reject)
      asking.end()
    })
  }
})

describe('the stream', () => {
  it('gives no place of its own to one who asks for its head', async () => {
    await start()
    const answer = await fetch(`${routes.url}/api/stream`, { method: 'HEAD' })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toMatch(/^text\/event-stream/)
    expect(theServer().live.hub.count()).toBe(0)
    const foreign = await fetch(`${routes.url}/api/stream`, {
      method: 'HEAD',
      headers: { origin: 'http://evil.example' },
    })
    expect(foreign.status).toBe(403)
  })
})

describe('signing in', () => {
  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${routes.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: routes.url, ...headers },
      body,
    })

  beforeEach(() => writeFileSync(join(folder, 'token'), `${token}\n`))

  it('gives a cookie for the token, and takes it back', async () => {
    await start({ PORTOLAN_TOKEN_FILE: join(folder, 'token') })
    const answer = await post(JSON.stringify({ token }))
    expect(Session.parse(await answer.json())).toEqual({ tokenNeeded: true })
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
    expect((await get('/api/topology', Topology, { cookie })).status).toBe(200)
    const out = await fetch(`${routes.url}/api/session`, { method: 'DELETE', headers: { cookie } })
    expect(out.headers.get('set-cookie')).toMatch(/^portolan-session=; .*Max-Age=0/)
  })

  it.each([
    ['a wrong token', JSON.stringify({ token: 'x'.repeat(40) }), {}, '401 wrong-token'],
    ['no token', '{}', {}, '400 bad-body'],
    ['no JSON', 'token=k', {}, '400 bad-body'],
    ['a form', `token=${token}`, { 'content-type': 'application/x-www-form-urlencoded' }, '400 bad-body'],
    ['a flood', JSON.stringify({ token: 'x'.repeat(20_000) }), {}, '400 bad-body'],
    ['another site', JSON.stringify({ token }), { origin: 'https://evil.example' }, '403 cross-site'],
  ])('refuses %s', async (_, body, headers, wanted) => {
    await start({ PORTOLAN_TOKEN_FILE: join(folder, 'token') })
    const answer = await post(body, headers)
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(`${answer.status} ${Failure.parse(await answer.json()).error.code}`).toBe(wanted)
  })
})
