import { z } from 'zod'
import { exec } from '../../../e2e/lab/enter.ts'
import { type Ground, places } from '../ground.ts'
import { deviceWith, hostEndOf, inside } from '../inside.ts'
import { type Fault, inTurn, onEach, type Undo } from './fault.ts'
import { keepRoutes, setKnob } from './keep.ts'

/** What the other kernel alone has. */
const there = (
  name: string,
  on: 'debian-kernel' | 'swarm-shop',
  inject: (host: string, ground: Ground) => Promise<Undo>,
  about?: Fault['about'],
): Fault => ({
  ...{ name, on: [on], kernel: 'debian' },
  inject: (ground) => onEach(ground.hosts, (host) => inject(host, ground)),
  ...(about ? { about } : {}),
})

const between = (...words: string[]): Fault['about'] => {
  const isMeant = (text: string) => words.some((word) => text.includes(word))
  return ({ from, to }) => isMeant(from.name) || isMeant(to)
}

/** The host's end of a container's interface. */
async function portOf(ground: Ground, host: string, name: string, start: string): Promise<string> {
  const device = await deviceWith(places.of(ground, host, name), start)
  return (await hostEndOf(device, places.host(ground, host).file)).ifname
}

/** Changes by one command and its opposite in the host's namespace. */
async function changed(file: string, change: string[], back: string[]): Promise<Undo> {
  await inside(file, ...change)
  return async () => void (await inside(file, ...back))
}

async function queueOn(host: string, ground: Ground, ...netem: string[]): Promise<Undo> {
  const { file } = places.host(ground, host)
  const port = await portOf(ground, host, 'plain', '172.17.')
  const at = ['dev', port, 'root']
  return changed(file, ['tc', 'qdisc', 'add', ...at, 'netem', ...netem], ['tc', 'qdisc', 'delete', ...at])
}

const services = z.string().transform((text) => text.split('\n').filter((line) => /^-A |^-a /.test(line)))

/** Every namespace of the engine's in which IPVS balances, with what it says: the commands that make it so. */
async function balancersOf(host: string): Promise<{ enter: string[]; lines: string[] }[]> {
  const names = (await exec(host, ['ls', '/run/docker/netns']))
    .split('\n')
    .filter((name) => /^(lb_|ingress)/.test(name))
  const found: { enter: string[]; lines: string[] }[] = []
  for (const name of names) {
    const enter = [`--net=/run/docker/netns/${name}`]
    const lines = services.parse(await ipvs(host, enter, ['-Sn']))
    if (lines.length > 0) found.push({ enter, lines })
  }
  return found
}

/** ipvsadm is the machine's: hosts have none. */
async function ipvs(host: string, enter: string[], words: string[], input?: string): Promise<string> {
  return exec(host, ['nsenter', ...enter, '--', 'ipvsadm', ...words], input === undefined ? {} : { input })
}

const restored =
  ({ enter, lines }: { enter: string[]; lines: string[] }, host: string): Undo =>
  async () => {
    await ipvs(host, enter, ['-C'])
    await ipvs(host, enter, ['-R'], `${lines.join('\n')}\n`)
  }

export const secondGroundFaults: Fault[] = [
  there(
    'tc-filter-drops',
    'debian-kernel',
    async (host, ground) => {
      const { file } = places.host(ground, host)
      const at = ['dev', await portOf(ground, host, 'plain', '172.17.')]
      await inside(file, 'tc', 'qdisc', 'add', ...at, 'clsact')
      await inside(file, 'tc', 'filter', 'add', ...at, 'ingress', 'protocol', 'ip', 'matchall', 'action', 'drop')
      return async () => void (await inside(file, 'tc', 'qdisc', 'delete', ...at, 'clsact'))
    },
    between('plain', '172.17.'),
  ),
  there(
    'netem-loses-all',
    'debian-kernel',
    (host, ground) => queueOn(host, ground, 'loss', '100%'),
    between('plain', '172.17.'),
  ),
  there(
    'vlan-membership-removed',
    'debian-kernel',
    async (host, ground) => {
      const { file } = places.host(ground, host)
      const port = ['dev', await portOf(ground, host, 'vlan10-a', '172.31.150.'), 'vid', '10']
      return changed(
        file,
        ['bridge', 'vlan', 'delete', ...port],
        ['bridge', 'vlan', 'add', ...port, 'pvid', 'untagged'],
      )
    },
    between('vlan', 'trunk', '172.31.15'),
  ),
  there(
    'vlan-of-the-bridge-removed',
    'debian-kernel',
    async (host, ground) => {
      const { file } = places.host(ground, host)
      const own = ['dev', 'br-filtered', 'vid', '10']
      const added = ['dev', await portOf(ground, host, 'vlan20', '172.31.150.'), 'vid', '10']
      return inTurn(
        await changed(
          file,
          ['bridge', 'vlan', 'delete', ...own, 'self'],
          ['bridge', 'vlan', 'add', ...own, 'pvid', 'untagged', 'self'],
        ),
        await changed(file, ['bridge', 'vlan', 'add', ...added, 'untagged'], ['bridge', 'vlan', 'delete', ...added]),
      )
    },
    between('vlan', 'trunk', '172.31.15'),
  ),
  there(
    'vrf-route-removed',
    'debian-kernel',
    async (host, ground) => {
      const { file } = places.host(ground, host)
      const back = await keepRoutes(file)
      await inside(file, 'ip', 'route', 'delete', '172.31.161.0/24', 'dev', 'br-green')
      const blue = ['unreachable', 'default', 'table', '1010', 'metric', '4278198272']
      return inTurn(back, await changed(file, ['ip', 'route', 'add', ...blue], ['ip', 'route', 'delete', ...blue]))
    },
    between('blue', 'green', '172.31.16'),
  ),
  there(
    'vrf-sockets-open',
    'debian-kernel',
    async (host, ground) => {
      const { file } = places.host(ground, host)
      return inTurn(
        await setKnob(file, 'net.ipv4.tcp_l3mdev_accept', '1'),
        await setKnob(file, 'net.ipv4.udp_l3mdev_accept', '1'),
      )
    },
    between('blue', 'green', '172.31.16'),
  ),
  there(
    'vlan-parent-down',
    'debian-kernel',
    async (host, ground) => {
      const { file } = places.host(ground, host)
      const undo: Undo[] = []
      for (const name of ['eth1.31', 'eth1.40'])
        undo.push(await changed(file, ['ip', 'link', 'set', name, 'down'], ['ip', 'link', 'set', name, 'up']))
      return inTurn(...undo)
    },
    between('l3s', 'tagged', '172.31.132.', '172.31.140.'),
  ),
  there(
    'balancer-without-weight',
    'swarm-shop',
    async (host) => {
      const undo: Undo[] = []
      for (const balancer of await balancersOf(host)) {
        undo.push(restored(balancer, host))
        for (const line of balancer.lines.filter((each) => each.startsWith('-a ')))
          await ipvs(
            host,
            balancer.enter,
            line
              .replace(/^-a/, '-e')
              .replace(/-w \d+/, '-w 0')
              .split(' '),
          )
      }
      return inTurn(...undo)
    },
    ({ aim }) => aim === 'vip' || aim === 'name' || aim === 'published',
  ),
  there(
    'balancer-service-deleted',
    'swarm-shop',
    async (host) => {
      const undo: Undo[] = []
      for (const balancer of await balancersOf(host)) {
        undo.push(restored(balancer, host))
        await ipvs(host, balancer.enter, ['-C'])
      }
      return inTurn(...undo)
    },
    ({ aim }) => aim === 'vip' || aim === 'name' || aim === 'published',
  ),
  {
    name: 'esp-state-deleted',
    on: ['swarm-shop'],
    kernel: 'debian',
    // The keys come back with the engine's next turn of them, or never: nothing is done after it.
    inject: async ({ hosts }) => {
      await exec(hosts[0] ?? '', ['ip', 'xfrm', 'state', 'flush'])
      return async () => undefined
    },
    about: ({ from, to }) => from.name.includes('ledger') || to.startsWith('10.20.3.'),
  },
]
