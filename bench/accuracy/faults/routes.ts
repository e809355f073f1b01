import { exec } from '../../../e2e/lab/enter.ts'
import { actor, type Ground, places } from '../ground.ts'
import { type Device, devicesIn, deviceWith, inside } from '../inside.ts'
import { type Fault, inTurn, onEach, singleHosts, type Undo } from './fault.ts'
import { keepRoutes, keepRules, setKnob } from './keep.ts'

type Scene = {
  host: string
  hostFile: string
  db: Device & { v4: string }
  dbFile: string
  peer: Device & { v4: string }
  peerFile: string
  both: Device & { v4: string }
  bothFile: string
  /** The first addresses of the networks' bridges. */
  gateway: string
}

const scene = async (ground: Ground, host: string): Promise<Scene> => {
  const db = await deviceWith(actor(ground, host, 'db'), '172.31.')
  const start = db.v4.replace(/\d+$/, '')
  const parts = { peer: actor(ground, host, 'peer'), both: actor(ground, host, 'both') }
  return {
    host,
    hostFile: places.host(ground, host).file,
    db,
    dbFile: actor(ground, host, 'db').file,
    peer: await deviceWith(parts.peer, start),
    peerFile: parts.peer.file,
    both: await deviceWith(parts.both, start),
    bothFile: parts.both.file,
    gateway: `${start}1`,
  }
}

const routed = (name: string, work: (scene: Scene) => Promise<Undo>, on: Fault['on'] = singleHosts): Fault => ({
  name,
  on,
  inject: (ground) => onEach(ground.hosts, async (host) => work(await scene(ground, host))),
})

/** Routes of one namespace are changed, and put back as they were. */
const routeFault = (name: string, change: (scene: Scene) => { file: string; routes: string[][] }): Fault =>
  routed(name, async (at) => {
    const { file, routes } = change(at)
    const back = await keepRoutes(file)
    for (const route of routes) await inside(file, 'ip', 'route', ...route)
    return back
  })

/** The first address of the other network that a container is on. */
async function otherGateway(file: string, known: string): Promise<string> {
  const start = known.replace(/\d+$/, '')
  for (const { addr_info, ifname } of await devicesIn(file)) {
    const other = addr_info.find(
      ({ family, local }) => family === 'inet' && local !== undefined && !local.startsWith(start),
    )
    if (ifname !== 'lo' && other?.local) return other.local.replace(/\d+$/, '1')
  }
  throw new Error('There is no other network')
}

export const routeFaults: Fault[] = [
  routeFault('default-route-removed', ({ peerFile }) => ({ file: peerFile, routes: [['delete', 'default']] })),
  routeFault('default-route-wrong', ({ dbFile, gateway }) => ({
    file: dbFile,
    routes: [['replace', 'default', 'via', gateway.replace(/\d+$/, '199')]],
  })),
  routeFault('static-route-wrong', ({ peerFile, db, gateway }) => ({
    file: peerFile,
    routes: [['add', `${db.v4}/32`, 'via', gateway.replace(/\d+$/, '198')]],
  })),
  routeFault('static-route-by-gateway', ({ peerFile, db, gateway }) => ({
    file: peerFile,
    routes: [['add', `${db.v4}/32`, 'via', gateway]],
  })),
  routeFault('blackhole-routes', ({ peerFile, db, gateway }) => ({
    file: peerFile,
    routes: [
      ['add', 'blackhole', `${db.v4}/32`],
      ['add', 'unreachable', '198.51.100.0/25'],
      ['add', 'prohibit', `${gateway}/32`],
    ],
  })),
  routeFault('blackhole-on-host', ({ hostFile, db }) => ({
    file: hostFile,
    routes: [
      ['add', 'blackhole', `${db.v4}/32`],
      ['add', 'prohibit', '198.51.100.200/32'],
    ],
  })),
  routed('policy-rule-own-table', async ({ peerFile, db, hostFile }) => {
    const rules: [string, string[]][] = [
      [peerFile, ['to', `${db.v4}/32`, 'lookup', '100', 'priority', '100']],
      [hostFile, ['from', `${db.v4}/32`, 'lookup', '200', 'priority', '100']],
    ]
    await inside(peerFile, 'ip', 'route', 'add', 'unreachable', 'default', 'table', '100')
    await inside(hostFile, 'ip', 'route', 'add', 'blackhole', '198.51.100.0/24', 'table', '200')
    for (const [file, rule] of rules) await inside(file, 'ip', 'rule', 'add', ...rule)
    return async () => {
      for (const [file, rule] of rules) await inside(file, 'ip', 'rule', 'delete', ...rule)
      await inside(peerFile, 'ip', 'route', 'flush', 'table', '100')
      await inside(hostFile, 'ip', 'route', 'flush', 'table', '200')
    }
  }),
  routed('policy-rule-by-mark', async ({ host, hostFile, db }) => {
    const mark = ['PREROUTING', '-s', db.v4, '-p', 'udp', '-j', 'MARK', '--set-mark', '0x77']
    const rule = ['fwmark', '0x77', 'lookup', '77', 'priority', '77']
    const back = await keepRules(host)
    await exec(host, ['iptables', '-t', 'mangle', '-I', ...mark])
    await inside(hostFile, 'ip', 'route', 'add', 'prohibit', 'default', 'table', '77')
    await inside(hostFile, 'ip', 'rule', 'add', ...rule)
    return async () => {
      await back()
      await inside(hostFile, 'ip', 'rule', 'delete', ...rule)
      await inside(hostFile, 'ip', 'route', 'flush', 'table', '77')
    }
  }),
  routed('reverse-path-strict', async ({ bothFile, both, db }) => {
    // What comes from the database by one interface would go back by the other.
    const back = await keepRoutes(bothFile)
    const gateway = await otherGateway(bothFile, both.v4)
    await inside(bothFile, 'ip', 'route', 'add', `${db.v4}/32`, 'via', gateway)
    return inTurn(back, await setKnob(bothFile, `net.ipv4.conf.${both.ifname}.rp_filter`, '1'))
  }),
  routed('gateway-of-the-other-network', async ({ bothFile, both }) => {
    const back = await keepRoutes(bothFile)
    const routes = await inside(bothFile, 'ip', 'route', 'show', 'default')
    const backnet = both.v4.replace(/\d+$/, '1')
    const gateway = routes.includes(`via ${backnet} `) ? await otherGateway(bothFile, both.v4) : backnet
    await inside(bothFile, 'ip', 'route', 'replace', 'default', 'via', gateway)
    return back
  }),
  routed('routing-container', async ({ bothFile, both, dbFile }) => {
    const other = (await otherGateway(bothFile, both.v4)).replace(/\d+$/, '0')
    const prefix = other.startsWith('172.17') ? '172.17.0.0/16' : `${other}/24`
    const back = await keepRoutes(dbFile)
    await inside(dbFile, 'ip', 'route', 'add', prefix, 'via', both.v4)
    return inTurn(back, await setKnob(bothFile, 'net.ipv4.ip_forward', '1'))
  }),
  routed('routing-container-off', async ({ bothFile, both, dbFile }) => {
    const other = (await otherGateway(bothFile, both.v4)).replace(/\d+$/, '0')
    const prefix = other.startsWith('172.17') ? '172.17.0.0/16' : `${other}/24`
    const back = await keepRoutes(dbFile)
    await inside(dbFile, 'ip', 'route', 'add', prefix, 'via', both.v4)
    return inTurn(back, await setKnob(bothFile, 'net.ipv4.ip_forward', '0'))
  }),
  routed('overlapping-subnets', async ({ bothFile, both }) => {
    // The other interface claims a subnet that the first one's lies in, and a narrower one inside it.
    const other = (await devicesIn(bothFile)).find(({ ifname }) => ifname !== 'lo' && ifname !== both.ifname)
    if (!other) throw new Error('There is no other interface')
    const wide = both.v4.replace(/\d+\.\d+$/, '250.9/16')
    const narrow = both.v4.replace(/\d+$/, '254/30')
    for (const address of [wide, narrow]) await inside(bothFile, 'ip', 'address', 'add', address, 'dev', other.ifname)
    return async () => {
      for (const address of [wide, narrow])
        await inside(bothFile, 'ip', 'address', 'delete', address, 'dev', other.ifname)
    }
  }),
]
