import { httpServerWithSecrets, secretEnvironment, secretLabel } from '../planted-secrets.ts'
import { httpServer, type PlannedScenario, planContainer, tcpServer } from '../scenario.ts'

/** Every way to connect a container to the outside that one host knows, one of each. */
export const deploymentModels: PlannedScenario = {
  kind: 'planned',
  name: 'deployment-models',
  about:
    'default, user, internal, mapped, macvlan, IPv6, host and none networks, a shared namespace, a paused container',
  plan: (host) => ({
    networks: [
      { name: 'backnet', options: ['--subnet', '172.31.10.0/24', '--label', 'com.example.tier=backend'] },
      { name: 'vault', options: ['--internal', '--subnet', '172.31.20.0/24'] },
      {
        name: 'sixnet',
        options: ['--ipv6', '--subnet', '172.31.60.0/24', '--subnet', `2001:db8:60:${host.number}::/64`],
      },
      {
        name: 'mapped',
        options: [
          ...['--subnet', host.subnet4, '--ip-range', host.mappedRange, '--gateway', host.mappedGateway],
          ...['--aux-address', `DefaultGatewayIPv4=${host.gateway4}`],
          ...['--opt', 'com.docker.network.bridge.name=br-mapped'],
          ...['--opt', 'com.docker.network.bridge.enable_ip_masquerade=false'],
        ],
      },
      {
        name: 'lan',
        options: [
          ...['--driver', 'macvlan', '--opt', 'parent=eth0'],
          ...['--subnet', host.subnet4, '--ip-range', host.macvlanRange, '--gateway', host.secondGateway4],
        ],
      },
    ],
    containers: [
      planContainer('edge', {
        image: 'shop/web:1',
        options: ['--publish', '8080:80', ...secretLabel],
        command: httpServer(80),
      }),
      planContainer('api', {
        image: 'shop/api:1',
        options: [
          '--network',
          'backnet',
          '--network-alias',
          'shop-api',
          '--network-alias',
          'api.shop',
          ...secretEnvironment,
        ],
        command: httpServerWithSecrets(3000),
      }),
      planContainer('db', {
        image: 'shop/db:1',
        options: ['--network', 'backnet', '--network-alias', 'database', '--ip', '172.31.10.53'],
        command: tcpServer(5432, 'db'),
      }),
      planContainer('keys', {
        image: 'shop/db:1',
        options: ['--network', 'vault'],
        command: tcpServer(6379, 'keys'),
      }),
      planContainer('worker', {
        image: 'shop/api:1',
        options: ['--network', 'backnet'],
        joins: [{ network: 'vault', options: ['--alias', 'key-reader'] }],
      }),
      planContainer('six', { image: 'shop/web:1', options: ['--network', 'sixnet'], command: httpServer(80) }),
      planContainer('legacy', { image: 'shop/web:1', options: ['--network', 'mapped'], command: httpServer(80) }),
      planContainer('scanner', { image: 'portolan/busybox:1', options: ['--network', 'lan'], command: httpServer(80) }),
      planContainer('node-exporter', {
        image: 'shop/monitor:1',
        options: ['--network', 'host'],
        command: httpServer(9100),
      }),
      planContainer('batch', { image: 'portolan/busybox:1', options: ['--network', 'none'] }),
      planContainer('api-sidecar', {
        image: 'shop/monitor:1',
        options: ['--network', 'container:api'],
        command: tcpServer(9901, 'sidecar'),
      }),
      planContainer('frozen', { image: 'portolan/busybox:1', options: ['--network', 'backnet'], state: 'paused' }),
      planContainer('migration', {
        image: 'portolan/busybox:1',
        options: ['--network', 'backnet'],
        command: ['true'],
        state: 'exited',
      }),
    ],
    commands: [
      // Two interfaces in one subnet: each is to answer for its own address only.
      ['sh', '-c', 'echo 1 >/proc/sys/net/ipv4/conf/br-mapped/arp_ignore'],
      ['ip', 'link', 'set', 'eth1', 'master', 'br-mapped'],
      ['ip', 'link', 'set', 'eth1', 'up'],
    ],
  }),
}
