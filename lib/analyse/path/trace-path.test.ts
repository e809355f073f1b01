import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { recordedView } from '../../agent/recorded-view.ts'
import type { Topology } from '../../model/topology.ts'
import type { PathQuestion } from './question.ts'
import type { PathAnswer } from './trace.ts'
import { tracePath } from './trace-path.ts'

const folders = [
  'public/demo',
  ...readdirSync('lib/collect/recordings').map((name) => join('lib/collect/recordings', name)),
]

const ask = (question: Partial<PathQuestion> & Pick<PathQuestion, 'from' | 'to'>): PathQuestion => ({
  ...{ protocol: 'icmp', port: null, size: null },
  ...question,
})

function answered(topology: Topology, question: PathQuestion): PathAnswer {
  const answer = tracePath(topology, question)
  if ('kind' in answer) throw new Error(`${JSON.stringify(question)}: ${answer.says}`)
  return answer
}

/** Two running containers with an address on one bridge network, and what they are called. */
function neighbours(topology: Topology): { from: string; to: string; network: string } {
  const running = new Map(topology.containers.flatMap((one) => (one.state === 'running' ? [[one.id, one]] : [])))
  const bridges = topology.networks.filter(({ driver, name }) => driver === 'bridge' && name !== 'docker_gwbridge')
  for (const { id, name } of bridges) {
    const members = topology.endpoints
      .filter(({ networkId, interfaceId }) => networkId === id && interfaceId !== null)
      .flatMap(({ containerId }) => (containerId === null ? [] : (running.get(containerId) ?? [])))
    const [one, other] = members
    if (one && other) return { from: one.id, to: other.id, network: name }
  }
  throw new Error('no bridge network has two running containers')
}

describe('a question about a recorded host', () => {
  let demo: Topology
  beforeAll(async () => {
    demo = await recordedView('public/demo')
  })

  test('whatever is asked, of any recording, has an answer or a clear refusal', async () => {
    const all = await Promise.all(folders.map(recordedView))
    const names = all.flatMap(({ containers, hosts, services, interfaces }) => [
      ...containers.map(({ name }) => name),
      ...hosts.map(({ name }) => `host:${name}`),
      ...services.map(({ name }) => `service:${name}`),
      ...interfaces.flatMap(({ addresses }) => addresses.map(({ prefix }) => prefix.replace(/\/.*/, ''))),
    ])
    const end = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...names) }, fc.string(), fc.ipV4(), fc.ipV6())
    const port = fc.oneof(fc.constant(null), fc.integer({ min: -1, max: 70_000 }), fc.double())
    fc.assert(
      fc.property(
        fc.constantFrom(...all),
        end,
        end,
        fc.constantFrom('icmp' as const, 'tcp' as const, 'udp' as const),
        port,
        port,
        (topology, from, to, protocol, asked, size) => {
          const answer = tracePath(topology, { from, to, protocol, port: asked, size })
          if ('kind' in answer)
            return answer.says.length > 0 && ['from', 'to', 'port', 'protocol', 'size'].includes(answer.field)
          return answer.verdict.says.length > 0 && answer.verdict.says.endsWith('.')
        },
      ),
      { numRuns: 400 },
    )
  })

  test('an unknown name is refused with the nearest ones', () => {
    const [{ name } = { name: '' }] = demo.containers
    const refusal = tracePath(demo, ask({ from: `${name}x`, to: name }))
    expect(refusal).toMatchObject({ kind: 'refused', code: 'unknown-end', field: 'from' })
    expect('candidates' in refusal && refusal.candidates).toContain(name)
  })

  test.each([
    [{ protocol: 'tcp', port: 0 }, 'port'],
    [{ protocol: 'tcp', port: 65_536 }, 'port'],
    [{ protocol: 'tcp', port: null }, 'port'],
    [{ protocol: 'icmp', port: 80 }, 'port'],
    [{ protocol: 'icmp', size: 12 }, 'size'],
  ] as const)('%j is refused, and the field named', (part, field) => {
    const { from, to } = neighbours(demo)
    expect(tracePath(demo, ask({ from, to, ...part }))).toMatchObject({ kind: 'refused', field })
  })

  test('a port may stand behind the destination, but not two different ones', () => {
    const { from, to } = neighbours(demo)
    expect(answered(demo, ask({ from, to: `${to}:81`, protocol: 'tcp' })).question.port).toBe(81)
    expect(tracePath(demo, ask({ from, to: `${to}:81`, protocol: 'tcp', port: 82 }))).toMatchObject({ field: 'port' })
  })

  test('a container that does not run is an answer that says so', () => {
    const { from } = neighbours(demo)
    const { id, name } = demo.containers.find(({ state }) => state === 'exited' || state === 'created') ?? {
      id: '',
      name: '',
    }
    const { verdict } = answered(demo, ask({ from, to: id }))
    expect(verdict).toMatchObject({ outcome: 'no-route', code: 'container-not-running' })
    expect(verdict.says).toContain(name)
  })

  test('an address of the other family than the asker has is no way', () => {
    const { from } = neighbours(demo)
    expect(answered(demo, ask({ from, to: '2001:db8:ffff::1' })).verdict.outcome).toBe('no-route')
  })

  test('an outside address of one family does not send to one of the other', () => {
    const six = demo.interfaces.flatMap(({ addresses }) =>
      addresses.filter(({ family, scope }) => family === 'inet6' && scope === 'global'),
    )
    const [to = ''] = six.map(({ prefix }) => prefix.replace(/\/.*/, ''))
    expect(answered(demo, ask({ from: '198.51.100.250', to })).verdict.outcome).toBe('no-route')
  })

  test('namespaces that were not read give unknown, by name', () => {
    const { from, to } = neighbours(demo)
    const owner = demo.containers.find(({ id }) => id === to)
    const blind: Topology = {
      ...demo,
      interfaces: demo.interfaces
        .filter(({ namespaceId }) => namespaceId !== owner?.namespaceId)
        .map((known) => (known.peerId?.startsWith(`${owner?.namespaceId}#`) ? { ...known, peerId: null } : known)),
      endpoints: demo.endpoints.map((known) => (known.containerId === to ? { ...known, interfaceId: null } : known)),
    }
    const { verdict } = answered(blind, ask({ from, to: addressOf(demo, to) }))
    expect(verdict.outcome).toBe('unknown')
    expect(verdict.says).toContain(owner?.name ?? '?')
  })

  test('with the engine alone the answer says that it rests on its rules', () => {
    const [status] = demo.statuses
    if (!status) throw new Error('the demo has no status')
    const engineOnly: Topology = {
      ...demo,
      ...{ interfaces: [], firewalls: [], namespaces: [] },
      statuses: [{ ...status, sight: 2, kernel: { state: 'none', detail: 'no right to enter namespaces' } }],
    }
    const { from, to, network } = neighbours(demo)
    const near = answered(engineOnly, ask({ from, to, protocol: 'tcp', port: 80 }))
    expect(near).toMatchObject({ basis: 'engine', verdict: { outcome: 'delivered' } })
    expect(near.verdict.says).toContain(network)
    expect(near.assumptions.join(' ')).toContain('Only the engine was read')
    expect(answered(demo, ask({ from, to })).basis).toBe('kernel')
  })

  test('two namespaces that route to each other without an end are a loop, not a hang', () => {
    const { from, to } = neighbours(demo)
    const [host] = demo.hosts
    const away = '203.0.113.77'
    const container = demo.containers.find(({ id }) => id === to)
    const looped: Topology = {
      ...demo,
      firewalls: [],
      namespaces: demo.namespaces.map((namespace) => {
        if (namespace.id === container?.namespaceId)
          return { ...namespace, sysctls: { ...namespace.sysctls, ...forwards(demo, namespace.id) } }
        if (namespace.id !== host?.namespaceId) return namespace
        const [template] = namespace.routes.filter(
          ({ destination, family }) => destination === 'default' && family === 'inet',
        )
        if (!template) throw new Error('the host has no default route')
        const bridge = bridgeOf(demo, from)
        const route = { ...template, destination: away, gateway: addressOf(demo, to), device: bridge }
        return { ...namespace, routes: [route, ...namespace.routes] }
      }),
    }
    expect(answered(looped, ask({ from, to: away })).verdict.outcome).toBe('loop')
  })
})

function addressOf(topology: Topology, container: string): string {
  const [endpoint] = topology.endpoints.filter(({ containerId, ipv4 }) => containerId === container && ipv4 !== null)
  return endpoint?.ipv4?.replace(/\/.*/, '') ?? ''
}

/** The bridge of the network that a container has its address on. */
function bridgeOf(topology: Topology, container: string): string {
  const endpoint = topology.endpoints.find(({ containerId, ipv4 }) => containerId === container && ipv4 !== null)
  const place = topology.networks.find(({ id }) => id === endpoint?.networkId)?.onHosts[0]?.interfaceId
  return topology.interfaces.find(({ id }) => id === place)?.name ?? ''
}

const forwards = (topology: Topology, namespaceId: string): Record<string, string> =>
  Object.fromEntries(
    topology.interfaces
      .filter((device) => device.namespaceId === namespaceId)
      .map(({ name }) => [`net.ipv4.conf.${name}.forwarding`, '1']),
  )
