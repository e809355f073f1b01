import { restartEngine } from '../../../e2e/lab/engine.ts'
import { exec } from '../../../e2e/lab/enter.ts'
import { hostAddresses } from '../../../e2e/lab/host-addresses.ts'
import { type Fault, onEach, singleHosts } from './fault.ts'
import { keepRules } from './keep.ts'

const image = 'portolan/busybox:1'
const idle = ['sleep', '86400']

type Wanted = { networks: string[][]; containers: string[][] }

/** Networks and containers that are made for the question, and removed after it. */
const made = (name: string, plan: (host: string) => Wanted, on: Fault['on'] = singleHosts): Fault => ({
  name,
  on,
  inject: (ground) =>
    onEach(ground.hosts, async (host) => {
      const { networks, containers } = plan(host)
      for (const network of networks) await exec(host, ['docker', 'network', 'create', ...network])
      for (const container of containers) await exec(host, ['docker', 'run', '--detach', ...container])
      return async () => {
        const names = containers.map(([, given = '']) => given)
        await exec(host, ['docker', 'rm', '--force', ...names])
        if (networks.length > 0)
          await exec(host, ['docker', 'network', 'rm', ...networks.map((words) => words.at(-1) ?? '')])
      }
    }),
  about: ({ from, aim }) => from.name.startsWith('own-') || aim === 'published',
})

const container = (name: string, ...options: string[]): string[] => ['--name', name, ...options, image, ...idle]

/** A setting of the engine, which starts anew for it; its containers live on. */
const engineSetting = (name: string, settings: Record<string, unknown>): Fault => ({
  name,
  on: ['policy'],
  inject: (ground) =>
    onEach(ground.hosts, async (host) => {
      const publish = ['--publish', '7301:7001', '--publish', '127.0.0.1:7302:7001', '--publish', '7303:7001/udp']
      const back = await keepRules(host)
      await exec(host, ['tee', '/etc/docker/daemon.json'], { input: JSON.stringify(settings) })
      await restartEngine(host)
      await exec(host, ['docker', 'run', '--detach', ...container('own-web', ...publish)])
      return async () => {
        await exec(host, ['docker', 'rm', '--force', 'own-web'])
        await exec(host, ['rm', '/etc/docker/daemon.json'])
        await restartEngine(host)
        // Rules of the setting stay behind in some generations.
        await back()
      }
    }),
  about: ({ from, aim }) => from.name.startsWith('own-') || aim === 'published',
})

export const setupFaults: Fault[] = [
  made('published-ports', (host) => ({
    networks: [['--subnet', '172.31.80.0/24', 'own-net']],
    containers: [
      container(
        'own-web',
        ...['--publish', '7101:7001', '--publish', '7101:7001/udp', '--publish', '127.0.0.1:7102:7001'],
        ...['--publish', `${hostAddresses(host).v4}:7103:7001`, '--publish', '7104:7002', '--publish', '7105:7999'],
      ),
      container(
        'own-user',
        ...['--network', 'own-net', '--publish', '7201:7001', '--publish', '127.0.0.1:7202:7001/udp'],
        ...['--publish', `${hostAddresses(host).v4}:7203:7003`],
      ),
    ],
  })),
  made('icc-off', () => ({
    networks: [
      ['--subnet', '172.31.81.0/24', '--opt', 'com.docker.network.bridge.enable_icc=false', 'own-quiet'],
      ['--internal', '--subnet', '172.31.82.0/24', 'own-internal'],
    ],
    containers: [
      container('own-1', '--network', 'own-quiet', '--publish', '7401:7001'),
      container('own-2', '--network', 'own-quiet'),
      container('own-3', '--network', 'own-internal'),
      container('own-4', '--network', 'own-internal'),
    ],
  })),
  made(
    'macvlan-and-mapped-at-once',
    () => ({
      networks: [],
      containers: [container('own-lan', '--network', 'lan'), container('own-mapped', '--network', 'mapped')],
    }),
    ['deployment-models'],
  ),
  engineSetting('userland-proxy-off', { 'userland-proxy': false }),
  engineSetting('icc-off-in-the-engine', { icc: false }),
]
