import type { Topology } from '../model/topology.ts'
import { subnet, TopologyBuilder } from './build-topology.ts'

/** One host with one of each way to connect a container. */
export function deploymentModels(): Topology {
  const build = new TopologyBuilder()
  const host = build.host({ name: 'host1', nics: { eth0: ['198.51.100.11/24'], eth1: [] }, gateway: '198.51.100.1' })
  const on = { hosts: [host] }
  const docker0 = build.network({ name: 'bridge', model: 'bridge-nat', subnets: [subnet('172.17.0.0/16')], ...on })
  const backnet = build.network({ name: 'backnet', model: 'bridge-nat', subnets: [subnet('172.31.10.0/24')], ...on })
  const vault = build.network({
    name: 'vault',
    model: 'bridge-internal',
    internal: true,
    subnets: [subnet('172.31.20.0/24')],
    ...on,
  })
  const six = build.network({
    name: 'sixnet',
    model: 'bridge-nat',
    ipv6: true,
    subnets: [subnet('172.31.60.0/24'), subnet('2001:db8:60:1::/64')],
    ...on,
  })
  const mapped = build.network({
    name: 'mapped',
    model: 'bridge-underlay',
    subnets: [subnet('198.51.100.0/24')],
    ...on,
  })
  const lan = build.network({ name: 'lan', model: 'macvlan', subnets: [subnet('198.51.100.0/24')], ...on })
  build.network({ name: 'host', model: 'host', ...on })
  build.network({ name: 'none', model: 'none', ...on })
  build.network({ name: 'spare', model: 'bridge-nat', subnets: [subnet('172.31.90.0/24')], ...on })
  for (const one of mapped.onHosts) one.uplinkIds.push(build.nic(host, 'eth1').id)
  for (const one of lan.onHosts) one.interfaceId = build.nic(host, 'eth0').id

  const edge = build.container(host, {
    name: 'edge',
    ports: [{ protocol: 'tcp', containerPort: 80, hostAddress: '0.0.0.0', hostPort: 8080 }],
  })
  build.attach(edge, docker0, '172.17.0.2/16')
  const api = build.container(host, { name: 'api', image: 'shop/api:1', health: 'healthy' })
  build.attach(api, backnet, '172.31.10.2/24')
  const db = build.container(host, { name: 'db', image: 'shop/db:1', health: 'unhealthy' })
  build.attach(db, backnet, '172.31.10.53/24')
  const keys = build.container(host, { name: 'keys', image: 'shop/db:1' })
  build.attach(keys, vault, '172.31.20.2/24')
  const worker = build.container(host, { name: 'worker', image: 'shop/api:1' })
  build.attach(worker, backnet, '172.31.10.4/24')
  build.attach(worker, vault, '172.31.20.3/24')
  const sixth = build.container(host, { name: 'six' })
  build.attach(sixth, six, '172.31.60.2/24', { ipv6: '2001:db8:60:1::2/64' })
  build.attach(build.container(host, { name: 'legacy' }), mapped, '198.51.100.130/24')
  build.attach(build.container(host, { name: 'scanner', image: 'portolan/busybox:1' }), lan, '198.51.100.194/24')
  build.container(host, { name: 'node-exporter', image: 'shop/monitor:1', networkMode: 'host' })
  build.container(host, { name: 'batch', image: 'portolan/busybox:1', networkMode: 'none' })
  build.container(host, {
    name: 'api-sidecar',
    image: 'shop/monitor:1',
    networkMode: 'container',
    sharesNamespaceOf: api.id,
  })
  build.attach(build.container(host, { name: 'frozen', state: 'paused' }), backnet, '172.31.10.5/24')
  build.attach(build.container(host, { name: 'migration', state: 'exited' }), backnet, null)
  return build.topology
}

/** Three hosts of one swarm: two overlays over all, docker_gwbridge on each, a local network and a macvlan. */
export function threeHosts(): Topology {
  const build = new TopologyBuilder()
  const hosts = [1, 2, 3].map((n) =>
    build.host({
      name: `host${n}`,
      nics: { eth0: [`192.0.2.1${n}/24`] },
      gateway: '192.0.2.1',
      swarm: true,
      manager: n === 1,
    }),
  )
  build.network({
    name: 'ingress',
    model: 'overlay-gwbridge',
    ingress: true,
    subnets: [subnet('10.0.0.0/24')],
    vnis: [4096],
    hosts,
  })
  const back = build.network({
    name: 'backnet',
    model: 'overlay-gwbridge',
    attachable: true,
    subnets: [subnet('10.20.0.0/24')],
    vnis: [4097],
    hosts,
  })
  const data = build.network({
    name: 'dbnet',
    model: 'overlay-internal',
    internal: true,
    subnets: [subnet('10.21.0.0/24')],
    vnis: [4098],
    hosts,
  })
  hosts.forEach((host, i) => {
    const gw = build.network({
      name: 'docker_gwbridge',
      model: 'docker-gwbridge',
      subnets: [subnet('172.18.0.0/16')],
      hosts: [host],
    })
    const put = (name: string, image: string, nets: [typeof gw, string][], wish = {}) => {
      const container = build.container(host, {
        name,
        image,
        project: 'shop',
        service: name.split('.')[0] ?? null,
        ...wish,
      })
      for (const [network, address] of nets) build.attach(container, network, address)
    }
    const ports = [{ protocol: 'tcp', containerPort: 80, hostAddress: '0.0.0.0', hostPort: 8090 }]
    put(
      `web.${i + 1}`,
      'nginx:1.27',
      [
        [back, `10.20.0.${5 + i}/24`],
        [gw, '172.18.0.3/16'],
      ],
      { ports, health: i === 2 ? 'unhealthy' : 'healthy' },
    )
    put(`api.${i + 1}`, 'shop/api:8', [
      [back, `10.20.0.${10 + i}/24`],
      [data, `10.21.0.${8 + i}/24`],
      [gw, '172.18.0.4/16'],
    ])
    if (i === 0) put('db.1', 'postgres:17', [[data, '10.21.0.3/24']])
    if (i === 1) {
      const monitor = build.network({
        name: 'monitor-net',
        model: 'bridge-nat',
        subnets: [subnet('172.20.0.0/24')],
        hosts: [host],
      })
      put(
        'probe',
        'netshoot',
        [
          [back, '10.20.0.14/24'],
          [monitor, '172.20.0.2/24'],
        ],
        { project: null },
      )
    }
    if (i === 2) {
      const mac = build.network({ name: 'mv3', model: 'macvlan', subnets: [subnet('192.0.2.0/24')], hosts: [host] })
      for (const one of mac.onHosts) one.interfaceId = build.nic(host, 'eth0').id
      put('scada', 'legacy:3', [[mac, '192.0.2.64/24']], { project: null })
    }
  })
  return build.topology
}

/** One host with 200 containers on 40 networks: every fifth container is on two. */
export function manyContainers(containers = 200, networks = 40): Topology {
  const build = new TopologyBuilder()
  const host = build.host({ name: 'host1', nics: { eth0: ['198.51.100.11/24'] }, gateway: '198.51.100.1' })
  const made = Array.from({ length: networks }, (_, i) =>
    build.network({
      name: `many-net-${String(i + 1).padStart(3, '0')}`,
      model: 'bridge-nat',
      subnets: [subnet(`10.100.${i}.0/24`)],
      hosts: [host],
    }),
  )
  for (let i = 0; i < containers; i++) {
    const container = build.container(host, {
      name: `many-${String(i + 1).padStart(4, '0')}`,
      image: i % 2 === 0 ? 'shop/web:1' : 'shop/api:1',
    })
    const ties = i % 5 === 0 ? [i, i + 1] : [i]
    for (const at of ties) {
      const network = made[at % networks]
      if (network) build.attach(container, network, `10.100.${at % networks}.${2 + Math.floor(i / networks)}/24`)
    }
  }
  return build.topology
}
