import { planNodes, stackNetwork, stackService } from '../plan-swarm.ts'
import {
  httpServerWithSecrets,
  secretContainerLabel,
  secretEnvironment,
  secretLabel,
  swarmSecretValue,
} from '../planted-secrets.ts'
import { httpServer, planContainer, type ScenarioPlan, type SwarmScenario, tcpServer } from '../scenario.ts'

/** A shop on a swarm: every kind of service, port and overlay that a swarm knows, one of each, and plain containers on its overlays. */
export const swarmShop: SwarmScenario = {
  kind: 'swarm',
  name: 'swarm-shop',
  about:
    'one swarm over all hosts: VIP, DNS, global and host-mode services; internal, attachable and encrypted overlays',
  fewestHosts: 3,
  plan: (hosts) => ({
    init: [],
    nodes: planNodes(hosts, () => 'a', false),
    secrets: [{ name: 'shop_db-password', value: swarmSecretValue }],
    networks: [
      stackNetwork('shop', 'front', ['--subnet', '10.20.1.0/24']),
      stackNetwork('shop', 'back', ['--subnet', '10.20.2.0/24', '--internal']),
      stackNetwork('shop', 'vault', ['--subnet', '10.20.3.0/24', '--opt', 'encrypted']),
      stackNetwork('monitoring', 'metrics', ['--subnet', '10.20.4.0/24', '--attachable']),
      { name: 'tools', options: ['--driver', 'overlay', '--subnet', '10.20.5.0/24', '--attachable'] },
    ],
    services: [
      stackService('shop', 'web', {
        image: 'shop/web:1',
        networks: ['front'],
        options: ['--replicas', '3', '--publish', '8080:80', ...secretContainerLabel],
        command: httpServer(80),
      }),
      stackService('shop', 'api', {
        image: 'shop/api:1',
        networks: ['front', 'back'],
        options: ['--replicas', '2', '--endpoint-mode', 'dnsrr', ...secretEnvironment, ...secretLabel],
        command: httpServerWithSecrets(3000),
      }),
      stackService('shop', 'db', {
        image: 'shop/db:1',
        networks: ['back'],
        options: ['--secret', 'source=shop_db-password,target=db-password'],
        command: tcpServer(5432, 'db'),
      }),
      stackService('shop', 'ledger', {
        image: 'shop/db:1',
        networks: ['vault'],
        options: ['--replicas', '2'],
        command: tcpServer(7000, 'ledger'),
      }),
      stackService('monitoring', 'exporter', {
        image: 'shop/monitor:1',
        networks: ['metrics'],
        options: ['--mode', 'global', '--publish', 'mode=host,target=9100,published=9100'],
        command: httpServer(9100),
      }),
    ],
    besides: [
      { host: hosts.at(0) ?? '', plan: composeProject },
      { host: hosts.at(1) ?? '', plan: bastion },
      { host: hosts.at(-1) ?? '', plan: debugShell },
    ],
  }),
}

const projectLabel = ['--label', 'com.docker.compose.project=reporting']
const composeLabels = (service: string) => [...projectLabel, '--label', `com.docker.compose.service=${service}`]

/** What docker compose makes on one host, beside the swarm. */
const composeProject: ScenarioPlan = {
  networks: [{ name: 'reporting_default', options: ['--subnet', '172.31.50.0/24', ...projectLabel] }],
  containers: [
    planContainer('reporting-db-1', {
      image: 'shop/db:1',
      options: ['--network', 'reporting_default', '--network-alias', 'db', ...composeLabels('db')],
      command: tcpServer(5432, 'db'),
    }),
    planContainer('reporting-page-1', {
      image: 'shop/web:1',
      options: [
        ...['--network', 'reporting_default', '--network-alias', 'page', '--publish', '127.0.0.1:3000:80'],
        ...composeLabels('page'),
      ],
      command: httpServer(80),
    }),
  ],
  commands: [],
}

/** On two overlays and a bridge at once. */
const bastion: ScenarioPlan = {
  networks: [{ name: 'operators', options: ['--subnet', '172.31.70.0/24'] }],
  containers: [
    planContainer('bastion', {
      image: 'portolan/busybox:1',
      options: ['--network', 'operators', '--publish', '2222:22'],
      command: tcpServer(22, 'bastion'),
      joins: [
        { network: 'tools', options: ['--alias', 'bastion'] },
        { network: 'monitoring_metrics', options: [] },
      ],
    }),
  ],
  commands: [],
}

const debugShell: ScenarioPlan = {
  networks: [],
  containers: [planContainer('debug-shell', { image: 'portolan/busybox:1', options: ['--network', 'tools'] })],
  commands: [],
}
