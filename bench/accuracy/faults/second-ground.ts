import { exec } from '../../../e2e/lab/enter.ts'
import { requireMember } from '../../../e2e/lab/member.ts'
import { run } from '../../../e2e/lab/run.ts'
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

/** A namespace in which IPVS balances, and the commands that make it so. */
type Balancer = { file: string; lines: string[] }

async function balancersOf(host: string): Promise<Balancer[]> {
  const { pid } = requireMember(host)
  const names = (await exec(host, ['ls', '/run/docker/netns']))
    .split('\n')
    .filter((name) => /^(lb_|ingress)/.test(name))
  const found: Balancer[] = []
  for (const name of names) {
    const file = `/proc/${pid}/root/run/docker/netns/${name}`
    const lines = (await inside(file, 'ipvsadm', '-S', '-n')).split('\n').filter((line) => /^-[Aa] /.test(line))
    if (lines.length > 0) found.push({ file, lines })
  }
  return found
}

const balancesAgain =
  ({ file, lines }: Balancer): Undo =>
  async () => {
    await inside(file, 'ipvsadm', '-C')
    await run(['nsenter', `--net=${file}`, '--', 'ipvsadm', '-R'], { input: `${lines.join('\n')}\n` })
  }

/** Does something to every balancer of a host, and puts back what was there. */
const balancerFault = (name: string, change: (balancer: Balancer) => Promise<void>): Fault =>
  there(
    name,
    'swarm-shop',
    async (host) => {
      const undo: Undo[] = []
      for (const balancer of await balancersOf(host)) {
        undo.push(balancesAgain(balancer))
        await change(balancer)
      }
      return inTurn(...undo)
    },
    ({ aim }) => aim === 'vip' || aim === 'name' || aim === 'published',
  )

/** A state of ESP as `ip xfrm state` prints it, in the words that add it again; these are keys of the lab's own swarm. */
function wordsOfState(text: string): string[] {
  const [, from, to, spi, id] = /^src (\S+) dst (\S+)\s+proto esp spi (\S+) reqid (\d+) mode transport/.exec(text) ?? []
  const [, algorithm, key, length] = /\baead (\S+) (\S+) (\d+)/.exec(text) ?? []
  if (!from || !to || !spi || !id || !algorithm || !key || !length)
    throw new Error('A state of ESP is not as the engine makes it')
  const about = ['src', from, 'dst', to, 'proto', 'esp', 'spi', spi, 'reqid', id, 'mode', 'transport']
  return ['ip', 'xfrm', 'state', 'add', ...about, 'aead', algorithm, key, length]
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
  balancerFault('balancer-without-weight', async ({ file, lines }) => {
    for (const line of lines.filter((each) => each.startsWith('-a ')))
      await inside(
        file,
        'ipvsadm',
        ...line
          .trim()
          .replace(/^-a/, '-e')
          .replace(/-w \d+/, '-w 0')
          .split(' '),
      )
  }),
  balancerFault('balancer-service-deleted', async ({ file }) => void (await inside(file, 'ipvsadm', '-C'))),
  there(
    'esp-state-deleted',
    'swarm-shop',
    async (host, ground) => {
      if (host !== ground.hosts[0]) return async () => undefined
      const { file } = places.host(ground, host)
      const states = (await inside(file, 'ip', 'xfrm', 'state')).split(/\n(?=src )/).filter((text) => text !== '')
      await inside(file, 'ip', 'xfrm', 'state', 'flush')
      return async () => {
        // The engine may have put some back itself.
        await inside(file, 'ip', 'xfrm', 'state', 'flush')
        for (const state of states) await inside(file, ...wordsOfState(state))
      }
    },
    ({ from, to }) => from.name.includes('ledger') || to.startsWith('10.20.3.'),
  ),
]
