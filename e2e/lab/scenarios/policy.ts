import { secretEnvironment, secretLabel } from '../planted-secrets.ts'
import { httpServer, type PlannedScenario, planContainer, tcpServer } from '../scenario.ts'

/** Three tiers on three bridges: who reaches whom is decided by membership alone. */
export const policy: PlannedScenario = {
  kind: 'planned',
  name: 'policy',
  about: 'web, db and monitor on backnet, monitor-net and docker0',
  plan: () => ({
    networks: [
      { name: 'backnet', options: ['--subnet', '172.31.30.0/24'] },
      { name: 'monitor-net', options: ['--subnet', '172.31.40.0/24'] },
    ],
    containers: [
      planContainer('web', {
        image: 'shop/web:1',
        options: ['--publish', '8080:80', ...secretLabel],
        command: httpServer(80),
        joins: [{ network: 'backnet', options: ['--alias', 'frontend'] }],
      }),
      planContainer('db', {
        image: 'shop/db:1',
        options: ['--network', 'backnet', '--network-alias', 'database', ...secretEnvironment],
        command: tcpServer(5432, 'db'),
      }),
      planContainer('monitor', {
        image: 'shop/monitor:1',
        options: ['--network', 'monitor-net', '--publish', '127.0.0.1:9090:9090'],
        command: httpServer(9090),
        joins: [{ network: 'backnet', options: [] }],
      }),
      planContainer('legacy-cron', { image: 'portolan/busybox:1', options: [] }),
    ],
    commands: [],
  }),
}
