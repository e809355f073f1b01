import type { Host } from '../model/host.ts'
import type { Topology } from '../model/topology.ts'
import { SwarmBuilder } from './build-swarm.ts'
import { subnet } from './build-topology.ts'

/** Four hosts of one swarm with services of every kind, plain containers on overlays and a compose project beside it; the last host is no longer heard. */
export function swarmShop(): Topology {
  const swarm = new SwarmBuilder()
  const { build } = swarm
  const member = (at: number, role: 'leader' | 'manager' | 'worker', sight: 'read' | 'stale' = 'read'): Host =>
    swarm.host({ name: `host${at}`, address: `192.0.2.1${at}/24`, gateway: '192.0.2.1', role, sight })
  const one = member(1, 'leader')
  const two = member(2, 'manager')
  const three = member(3, 'worker')
  const four = member(4, 'worker', 'stale')
  const hosts = [one, two, three, four]
  const overlay = (name: string, at: number, wish = {}) =>
    swarm.overlay({ name, subnets: [subnet(`10.20.${at}.0/24`)], vnis: [4096 + at], hosts, ...wish })
  swarm.overlay({ name: 'ingress', ingress: true, subnets: [subnet('10.0.0.0/24')], vnis: [4096], hosts })
  const front = overlay('shop_front', 1)
  const back = overlay('shop_back', 2, { internal: true })
  const vault = overlay('shop_vault', 3, { encrypted: true, hosts: [two, three] })
  const metrics = overlay('monitoring_metrics', 4, { attachable: true })
  const tools = overlay('tools', 5, { attachable: true, hosts: [two, four] })

  const web = swarm.service({
    name: 'shop_web',
    on: [front],
    replicas: 3,
    stack: 'shop',
    virtualIps: [{ networkId: front.id, address: '10.20.1.2/24' }],
    ports: [{ protocol: 'tcp', targetPort: 80, publishedPort: 8080, mode: 'ingress' }],
  })
  const dnsrr = { replicas: 2, stack: 'shop', endpointMode: 'dnsrr', image: 'shop/api:1' } as const
  const api = swarm.service({ name: 'shop_api', on: [front, back], ...dnsrr })
  const db = swarm.service({ name: 'shop_db', on: [back], stack: 'shop', image: 'shop/db:1' })
  const ledger = swarm.service({ name: 'shop_ledger', on: [vault], replicas: 2, stack: 'shop', image: 'shop/db:1' })
  const exporter = swarm.service({
    name: 'monitoring_exporter',
    on: [metrics],
    mode: 'global',
    replicas: null,
    stack: 'monitoring',
    image: 'shop/monitor:1',
    ports: [{ protocol: 'tcp', targetPort: 9100, publishedPort: 9100, mode: 'host' }],
  })
  for (const [index, host] of [one, three, four].entries()) swarm.task(web, index + 1, host, { health: 'healthy' })
  swarm.task(api, 1, two)
  swarm.task(api, 2, three, { health: 'unhealthy' })
  swarm.task(db, 1, one)
  swarm.task(ledger, 1, two)
  swarm.task(ledger, 2, three)
  const published = { protocol: 'tcp', containerPort: 9100, hostAddress: '0.0.0.0', hostPort: 9100 }
  for (const host of hosts) swarm.task(exporter, null, host, { ports: [published] })

  const reporting = build.network({
    name: 'reporting_default',
    model: 'bridge-nat',
    subnets: [subnet('172.31.50.0/24')],
    hosts: [one],
  })
  const compose = (service: string, wish = {}) =>
    build.container(one, { name: `reporting-${service}-1`, project: 'reporting', service, ...wish })
  build.attach(compose('db', { image: 'shop/db:1' }), reporting, '172.31.50.2/24')
  const port = { protocol: 'tcp', containerPort: 80, hostAddress: '127.0.0.1', hostPort: 3000 }
  build.attach(compose('page', { ports: [port] }), reporting, '172.31.50.3/24')

  const operators = build.network({
    name: 'operators',
    model: 'bridge-nat',
    subnets: [subnet('172.31.70.0/24')],
    hosts: [two],
  })
  const bastion = build.container(two, {
    name: 'bastion',
    image: 'portolan/busybox:1',
    ports: [{ protocol: 'tcp', containerPort: 22, hostAddress: '0.0.0.0', hostPort: 2222 }],
  })
  build.attach(bastion, operators, '172.31.70.2/24')
  swarm.join(bastion, tools)
  swarm.join(bastion, metrics)
  const shell = build.container(four, { name: 'debug-shell', image: 'portolan/busybox:1' })
  swarm.join(shell, tools)
  swarm.leave(shell, four)
  return swarm.forward(4789)
}

/** Hosts on two underlay subnets with a router between: one is drained, one is read by no agent, one has no way back to another's containers. */
export function twoZones(): Topology {
  const swarm = new SwarmBuilder()
  const zone = (name: 'a' | 'b', at: number, wish = {}): Host => {
    const net = name === 'a' ? '198.51.100' : '203.0.113'
    return swarm.host({
      name: `host${at}`,
      address: `${net}.1${at}/24`,
      gateway: `${net}.1`,
      labels: { zone: name },
      ...wish,
    })
  }
  const one = zone('a', 1, { role: 'leader' })
  const two = zone('a', 2, { availability: 'drain' })
  const three = zone('b', 3, { role: 'manager' })
  const four = zone('b', 4, { sight: 'unread' })
  const hosts = [one, two, three, four]
  swarm.overlay({ name: 'ingress', ingress: true, subnets: [subnet('10.0.0.0/24')], vnis: [4096], hosts })
  const mesh = swarm.overlay({ name: 'geo_mesh', subnets: [subnet('10.30.1.0/24')], vnis: [4097], hosts })
  const near = { name: 'geo_zone-a', subnets: [subnet('10.30.2.0/24')], vnis: [4098], hosts: [one, two] }
  const far = { name: 'geo_zone-b', subnets: [subnet('10.30.3.0/24')], vnis: [4099], hosts: [three, four] }
  const [zoneA, zoneB] = [swarm.overlay(near), swarm.overlay(far)]
  const edge = swarm.service({
    name: 'geo_edge',
    on: [mesh],
    replicas: 3,
    stack: 'geo',
    virtualIps: [{ networkId: mesh.id, address: '10.30.1.2/24' }],
    ports: [{ protocol: 'tcp', targetPort: 80, publishedPort: 8080, mode: 'ingress' }],
  })
  const cache = { replicas: 2, stack: 'geo', image: 'shop/db:1' }
  const cacheA = swarm.service({ name: 'geo_cache-a', on: [mesh, zoneA], ...cache })
  const cacheB = swarm.service({ name: 'geo_cache-b', on: [mesh, zoneB], ...cache })
  for (const [index, host] of [one, three, four].entries()) swarm.task(edge, index + 1, host)
  swarm.task(cacheA, 1, one)
  swarm.task(cacheA, 2, one)
  swarm.task(cacheB, 1, three)
  swarm.task(cacheB, 2, four)
  const docker0 = swarm.build.network({
    name: 'bridge',
    model: 'bridge-nat',
    subnets: [subnet('172.17.0.0/16')],
    hosts: [two],
  })
  const registry = swarm.build.container(two, { name: 'registry', image: 'registry:3' })
  swarm.build.attach(registry, docker0, '172.17.0.2/16')
  return swarm.forward(4790, (at, of) => at === three.id && of === one.id)
}
