import { beforeAll, describe, expect, it } from 'vitest'
import { keepRecordedView } from '../../../agent/keep-recorded-view.ts'
import { openRecordedSource } from '../../../host/open-recorded-source.ts'
import type { Container } from '../../../model/container.ts'
import type { Endpoint } from '../../../model/endpoint.ts'
import type { Network } from '../../../model/network.ts'
import type { Topology } from '../../../model/topology.ts'
import { ipOf } from '../ip.ts'
import { traceByEngine } from './trace-by-engine.ts'

const modeKey = 'com.docker.network.bridge.gateway_mode_ipv4'

/** Two containers of one host that have no network in common, as the engine of a recording tells of them, and nothing else. */
type Ground = { topology: Topology; from: Container; to: Container; target: Endpoint; network: Network; own: Network }

async function readGround(): Promise<Ground> {
  const source = await openRecordedSource('public/demo')
  if (!source.recording) throw new Error('public/demo is no recording')
  const whole = (await keepRecordedView(source, source.recording, '0')).view()
  const topology = { ...whole, interfaces: [], firewalls: [], namespaces: [] }
  const bridges = topology.networks.filter(
    ({ driver, internal, model }) => driver === 'bridge' && !internal && model !== 'docker-gwbridge',
  )
  const placesOf = ({ id }: Container) => topology.endpoints.filter(({ containerId }) => containerId === id)
  const alone = topology.containers.flatMap((container) => {
    const [endpoint, ...others] = placesOf(container)
    const network = bridges.find(({ id }) => id === endpoint?.networkId)
    return endpoint?.ipv4 && network && others.length === 0 && container.state === 'running'
      ? [{ container, endpoint, network }]
      : []
  })
  for (const one of alone)
    for (const other of alone)
      if (one.network.id !== other.network.id)
        return {
          ...{ topology, from: one.container, to: other.container, target: other.endpoint },
          ...{ network: other.network, own: one.network },
        }
  throw new Error('no two containers of the recording are on a bridge network each')
}

describe('what the rules of an engine do, by its word alone', () => {
  let ground: Ground
  beforeAll(async () => {
    ground = await readGround()
  })

  type Changed = { version?: string; to?: Partial<Network>; own?: Partial<Network>; ports?: Container['ports'] }
  function outcome(changed: Changed, asked: { protocol: 'icmp' | 'tcp'; port: number; destination?: string }): string {
    const { topology, from, to, target, network, own } = ground
    const altered: Topology = {
      ...topology,
      hosts: topology.hosts.map((host) => ({
        ...host,
        engine: host.engine && { ...host.engine, version: changed.version ?? host.engine.version },
      })),
      networks: topology.networks.map((one) => {
        if (one.id === network.id) return { ...one, ...changed.to }
        return one.id === own.id ? { ...one, ...changed.own } : one
      }),
      containers: topology.containers.map((one) =>
        one.id === to.id ? { ...one, ports: changed.ports ?? one.ports } : one,
      ),
    }
    const destination = ipOf(asked.destination ?? target.ipv4 ?? '') ?? expect.fail()
    return traceByEngine(altered, from, { ...asked, destination }).verdict.outcome
  }

  const mode = (word: string) => ({ options: { [modeKey]: word } })
  const open: Container['ports'] = [{ protocol: 'tcp', containerPort: 80, hostAddress: null, hostPort: null }]

  it.each([
    { version: '20.10.24', to: {}, port: 80, expected: 'dropped' },
    { version: '29.0.0', to: mode('nat'), port: 80, expected: 'dropped' },
    { version: '28.5.2', to: mode('nat-unprotected'), port: 81, expected: 'dropped' },
    { version: '29.0.0', to: mode('nat-unprotected'), port: 81, expected: 'delivered' },
    { version: '27.5.1', to: mode('routed'), port: 80, expected: 'dropped' },
    { version: '28.5.2', to: mode('routed'), port: 80, expected: 'delivered' },
    { version: '28.5.2', to: mode('routed'), port: 81, expected: 'dropped' },
    { version: '29.0.0', to: mode('some-day'), port: 80, expected: 'unknown' },
    { version: '29.0.0', to: { internal: true, ...mode('routed') }, port: 80, expected: 'dropped' },
  ])('$version, a network of $to: port $port is $expected', ({ version, to, port, expected }) => {
    expect(outcome({ version, to, ports: open }, { protocol: 'tcp', port })).toBe(expected)
  })

  it('an echo request passes into a routed network, where no port has to be published', () => {
    expect(outcome({ version: '28.5.2', to: mode('routed') }, { protocol: 'icmp', port: 0 })).toBe('delivered')
  })

  it('from an internal network there is a way out only before 25, and it ends in a rule', () => {
    const own = { internal: true }
    const asked = { protocol: 'tcp', port: 80 } as const
    expect(outcome({ version: '24.0.9', own }, asked)).toBe('dropped')
    expect(outcome({ version: '25.0.0', own }, asked)).toBe('no-route')
    expect(outcome({ version: '25.0.0', own }, { ...asked, destination: ground.own.subnets[0]?.gateway ?? '' })).toBe(
      'unknown',
    )
  })

  it('a loopback address is the asker itself, whatever its host publishes there', () => {
    const ports: Container['ports'] = [
      { protocol: 'tcp', containerPort: 80, hostAddress: '127.0.0.1', hostPort: 8080 },
      { protocol: 'tcp', containerPort: 80, hostAddress: '0.0.0.0', hostPort: 8081 },
    ]
    const asked = { protocol: 'tcp', port: 8080 } as const
    expect(outcome({ ports }, { ...asked, destination: '127.0.0.1' })).toBe('unknown')
    const gateway = ground.own.subnets[0]?.gateway ?? ''
    expect(outcome({ ports }, { ...asked, destination: gateway })).toBe('unknown')
    expect(outcome({ ports }, { ...asked, port: 8081, destination: gateway })).toBe('delivered')
  })

  it('a container on its host’s network reaches every container of that host', () => {
    const { topology, target } = ground
    const host = topology.containers.find(({ networkMode }) => networkMode === 'host')
    const destination = ipOf(target.ipv4 ?? '')
    if (!host || !destination) return expect.fail('the recording has no container on its host’s network')
    expect(traceByEngine(topology, host, { destination, protocol: 'tcp', port: 81 }).verdict.outcome).toBe('delivered')
  })
})
