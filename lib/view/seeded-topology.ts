import { SeededRandom } from '../analyse/seeded-random.ts'
import type { Container } from '../model/container.ts'
import type { Host } from '../model/host.ts'
import type { DeploymentModel, Network } from '../model/network.ts'
import type { Topology } from '../model/topology.ts'
import { SwarmBuilder } from './build-swarm.ts'
import { type HostWish, subnet, type TopologyBuilder } from './build-topology.ts'

export type SeedSize = { hosts?: number; containersPerHost?: number; localNetworksPerHost?: number; overlays?: number }

const hostileNames: readonly [string, ...string[]] = [
  '<script>alert(1)</script>',
  `"quoted' & <b>`,
  'مرحبا بالعالم',
  '網路網路網路網路網路',
  'zalgo-h\u0300\u0301\u0302\u0303\u0304\u0305e',
  '👩‍👩‍👧‍👦 family 🚀',
  'line\nbreak\tand\u0007bell',
  '\u202Eevil\u202C',
  'W'.repeat(2000),
  'i',
  '\u{fdfd}\u{fdfd}',
  '--help',
]
const services: readonly [string, ...string[]] = ['web', 'api', 'db', 'cache', 'queue', 'worker', 'proxy', 'metrics']
const projects: readonly [string, ...string[]] = ['shop', 'monitoring', 'billing', 'a-rather-long-project-name']
const images: readonly [string, ...string[]] = [
  'nginx:1.27',
  'postgres:17',
  'registry.example.com:5000/team/really/deep/path/service:2026.11.23-rc4',
  'busybox',
]

/** A made-up topology that its seed decides, with every kind of network and names of every kind; of several hosts most are one swarm, seen more or less well. */
export function seededTopology(seed: number, size: SeedSize = {}): Topology {
  const random = new SeededRandom(seed)
  const swarm = new SwarmBuilder()
  const { build } = swarm
  const hostCount = size.hosts ?? (random.chance(0.12) ? random.whole(5, 16) : random.whole(1, 4))
  const isSwarm = hostCount > 1 && random.chance(0.7)
  const zones = isSwarm && random.chance(0.4) ? random.whole(1, 3) : 0
  const hosts = Array.from({ length: hostCount }, (_, i) =>
    isSwarm ? seedMember(swarm, random, i, zones) : build.host({ ...seedHost(random, i), swarm: false }),
  )
  const overlays = isSwarm ? seedOverlays(swarm, random, hosts, size.overlays ?? random.whole(0, 6)) : []
  for (const [index, host] of hosts.entries()) {
    const most = hostCount > 4 ? 40 : 121
    const count = size.containersPerHost ?? Math.floor(random.fraction() ** 2 * most)
    if (host.origin === 'inferred') {
      seedTold(swarm, random, host, overlays, Math.min(count, 12))
      continue
    }
    const local = seedLocalNetworks(build, random, host, index, size.localNetworksPerHost ?? random.whole(0, 10))
    seedContainers(build, random, host, [...local, ...overlays], count)
  }
  if (!isSwarm) return build.topology
  seedServices(swarm, random, hosts, overlays)
  const deaf = random.chance(0.5)
  return swarm.forward(4789, () => deaf && random.chance(0.1))
}

const name = (random: SeededRandom, plain: string): string => (random.chance(0.08) ? random.pick(hostileNames) : plain)

function seedHost(random: SeededRandom, index: number): Pick<HostWish, 'name' | 'nics' | 'gateway'> {
  const nics: Record<string, string[]> = {}
  const net = random.chance(0.8) ? '192.0.2' : '198.51.100'
  if (random.chance(0.9)) {
    nics.eth0 = [`${net}.${10 + index}/24`, ...(random.chance(0.3) ? [`2001:db8::${index + 1}/64`] : [])]
    if (random.chance(0.4)) nics.eth1 = random.chance(0.5) ? [`203.0.113.${10 + index}/24`] : []
    if (random.chance(0.1)) nics.eth2 = [`10.9.${index}.1/30`]
  }
  return { name: name(random, `host${index + 1}`), nics, ...(random.chance(0.8) ? { gateway: `${net}.1` } : {}) }
}

/** A node of a swarm: most are read and well, some are not. */
function seedMember(swarm: SwarmBuilder, random: SeededRandom, index: number, zones: number): Host {
  const wish = seedHost(random, index)
  return swarm.host({
    ...wish,
    address: wish.nics?.eth0?.[0] ?? `192.0.2.${10 + index}/24`,
    role: index === 0 ? 'leader' : random.pick(['manager', 'worker', 'worker']),
    availability: random.pick(['active', 'active', 'active', 'active', 'drain', 'pause']),
    state: random.pick(['ready', 'ready', 'ready', 'ready', 'ready', 'down', 'unknown', 'disconnected']),
    labels: zones === 0 || random.chance(0.1) ? {} : { zone: name(random, `zone-${random.whole(1, zones)}`) },
    sight: random.pick(['read', 'read', 'read', 'read', 'unread', 'stale']),
  })
}

function seedOverlays(swarm: SwarmBuilder, random: SeededRandom, hosts: Host[], count: number): Network[] {
  swarm.overlay({ name: 'ingress', ingress: true, subnets: [subnet('10.0.0.0/24')], hosts })
  return Array.from({ length: count }, (_, i) =>
    swarm.overlay({
      name: name(random, `${random.pick(projects)}_net${i}`),
      internal: random.chance(0.3),
      attachable: random.chance(0.5),
      encrypted: random.chance(0.2),
      vnis: [4097 + i],
      subnets: [subnet(`10.${20 + i}.0.0/${random.pick([16, 24, 24])}`)],
      hosts: random.chance(0.3) ? hosts.slice(0, random.whole(1, hosts.length)) : hosts,
    }),
  )
}

/** What managers tell of the containers of a node that no agent reads. */
function seedTold(swarm: SwarmBuilder, random: SeededRandom, host: Host, overlays: Network[], count: number): void {
  for (let i = 0; i < count; i++) {
    const container = swarm.build.container(host, {
      name: name(random, `${random.pick(services)}.${i}`),
      image: random.pick(images),
      origin: 'inferred',
    })
    for (const network of random.shuffled(overlays).slice(0, random.whole(0, 2))) swarm.join(container, network)
  }
}

/** Services with tasks here and there, and ports of the mesh. */
function seedServices(swarm: SwarmBuilder, random: SeededRandom, hosts: Host[], overlays: Network[]): void {
  for (let at = random.whole(0, 4); at > 0; at--) {
    const stack = random.pick(projects)
    const service = swarm.service({
      name: `${stack}_${random.pick(services)}`,
      on: random.shuffled(overlays).slice(0, random.whole(0, 2)),
      stack,
      ports: random.chance(0.4) ? [{ protocol: 'tcp', targetPort: 80, publishedPort: 8000 + at, mode: 'ingress' }] : [],
    })
    for (const [slot, host] of hosts.entries()) if (random.chance(0.5)) swarm.task(service, slot + 1, host)
  }
}

function seedLocalNetworks(
  build: TopologyBuilder,
  random: SeededRandom,
  host: Host,
  hostIndex: number,
  count: number,
): Network[] {
  const nics = build.topology.interfaces.filter((one) => one.namespaceId === host.namespaceId)
  const networks = Array.from({ length: count }, (_, i) => {
    const model = random.pick<DeploymentModel>([
      'bridge-nat',
      'bridge-nat',
      'bridge-nat',
      'bridge-internal',
      'bridge-routed',
      'bridge-underlay',
      'docker-gwbridge',
      'macvlan',
      'ipvlan',
      'plugin',
      'unknown',
    ])
    const network = build.network({
      name: name(
        random,
        random.chance(0.3) ? `${random.pick(projects)}_${random.pick(services)}_network_${i}` : `net${i}`,
      ),
      model,
      internal: model === 'bridge-internal',
      subnets: random.chance(0.1)
        ? []
        : [
            subnet(`172.${16 + hostIndex}.${i}.0/24`),
            ...(random.chance(0.2) ? [subnet(`2001:db8:${hostIndex}:${i}::/64`)] : []),
          ],
      hosts: [host],
    })
    const nic = nics.length === 0 ? undefined : nics[random.whole(0, nics.length - 1)]
    for (const on of network.onHosts) {
      if (nic && model === 'bridge-underlay') on.uplinkIds.push(nic.id)
      if (nic && (model === 'macvlan' || model === 'ipvlan')) on.interfaceId = nic.id
    }
    return network
  })
  build.network({ name: 'host', model: 'host', hosts: [host] })
  build.network({ name: 'none', model: 'none', hosts: [host] })
  return networks
}

function seedContainers(
  build: TopologyBuilder,
  random: SeededRandom,
  host: Host,
  networks: Network[],
  count: number,
): void {
  const made: Container[] = []
  for (let i = 0; i < count; i++) {
    const service = random.pick(services)
    const project = random.chance(0.6) ? random.pick(projects) : null
    const mode = random.chance(0.04) ? 'host' : random.chance(0.04) ? 'none' : 'named'
    const sharer = made.length > 0 && random.chance(0.06) ? made[random.whole(0, made.length - 1)] : undefined
    const container = build.container(host, {
      name: name(random, project === null ? `${service}-${i}` : `${project}-${service}-${i}`),
      image: random.pick(images),
      project,
      service: project === null ? null : service,
      state: random.pick(['running', 'running', 'running', 'running', 'paused', 'exited', 'restarting']),
      health: random.pick(['none', 'none', 'healthy', 'unhealthy', 'starting']),
      networkMode: sharer ? 'container' : mode,
      sharesNamespaceOf: sharer?.id ?? null,
      ports: random.chance(0.2)
        ? [{ protocol: 'tcp', containerPort: 80, hostAddress: '0.0.0.0', hostPort: 8000 + i }]
        : [],
    })
    made.push(container)
    if (sharer || mode !== 'named' || networks.length === 0) continue
    const ties = random.shuffled(networks).slice(0, random.pick([0, 1, 1, 1, 2, 2, 3, 6]))
    for (const network of ties) {
      const base = network.subnets[0]?.subnet.replace(/\.0\/.*$/, '') ?? null
      const ipv4 = base === null ? null : `${base}.${2 + (i % 250)}/24`
      build.attach(container, network, ipv4, { ipv6: random.chance(0.1) ? `2001:db8::${i + 2}/64` : null })
    }
  }
}
