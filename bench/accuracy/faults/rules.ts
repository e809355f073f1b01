import { exec } from '../../../e2e/lab/enter.ts'
import { hostAddresses } from '../../../e2e/lab/host-addresses.ts'
import { actor, type Ground, places } from '../ground.ts'
import { deviceWith, hostEndOf, inside } from '../inside.ts'
import { type Fault, inTurn, onEach, singleHosts } from './fault.ts'
import { keepRules, keepRulesIn } from './keep.ts'

/** Where the hosts' own words for things are put into a rule. */
type Names = { db: string; peer: string; bridge: string; host: string }

/** A fault that is one or several rules of the host's. */
const hostRules = (name: string, write: (names: Names) => string[][], on: Fault['on'] = singleHosts): Fault => ({
  name,
  on,
  inject: (ground) =>
    onEach(ground.hosts, async (host) => {
      const back = await keepRules(host)
      const names = await namesOf(ground, host)
      for (const rule of write(names)) await exec(host, ['iptables', ...rule])
      return back
    }),
})

async function namesOf(ground: Ground, host: string): Promise<Names> {
  const db = await deviceWith(actor(ground, host, 'db'), '172.31.')
  const end = await hostEndOf(db, places.host(ground, host).file)
  const start = db.v4.replace(/\d+$/, '')
  const peer = await deviceWith(actor(ground, host, 'peer'), start)
  return { db: db.v4, peer: peer.v4, bridge: end.master ?? '', host: hostAddresses(host).v4 }
}

const spareAddress = (host: string): string => host.replace(/\.(\d+)$/, (_, last) => `.${220 + (Number(last) % 10)}`)

export const ruleFaults: Fault[] = [
  hostRules('docker-user-drop-source', ({ db }) => [['-I', 'DOCKER-USER', '-s', db, '-j', 'DROP']]),
  hostRules('docker-user-reject-port', () => [
    ['-I', 'DOCKER-USER', '-p', 'tcp', '--dport', '7001', '-j', 'REJECT', '--reject-with', 'tcp-reset'],
    ['-I', 'DOCKER-USER', '-p', 'udp', '--dport', '7001', '-j', 'REJECT'],
    ['-I', 'DOCKER-USER', '-p', 'icmp', '-j', 'REJECT', '--reject-with', 'icmp-admin-prohibited'],
  ]),
  hostRules('docker-user-drop-interface', ({ bridge }) => [['-I', 'DOCKER-USER', '-i', bridge, '-j', 'DROP']]),
  hostRules('docker-user-accept-all', () => [['-I', 'DOCKER-USER', '-j', 'ACCEPT']]),
  hostRules('forward-policy-drop', () => [
    ['-P', 'FORWARD', 'DROP'],
    ['-F', 'FORWARD'],
  ]),
  hostRules('forward-policy-accept', () => [
    ['-P', 'FORWARD', 'ACCEPT'],
    ['-F', 'FORWARD'],
  ]),
  hostRules('nat-flushed', () => [['-t', 'nat', '-F']]),
  hostRules('filter-flushed', () => [['-F']]),
  hostRules('input-drop', ({ bridge }) => [
    ['-I', 'INPUT', '-p', 'tcp', '--dport', '7001', '-j', 'DROP'],
    ['-I', 'INPUT', '-i', bridge, '-p', 'icmp', '-j', 'DROP'],
  ]),
  hostRules('output-drop', ({ db }) => [['-I', 'OUTPUT', '-d', db, '-j', 'DROP']]),
  hostRules('connection-state-drop', ({ db }) => [
    ['-I', 'FORWARD', '-s', db, '-m', 'conntrack', '--ctstate', 'ESTABLISHED', '-j', 'DROP'],
  ]),
  hostRules('raw-drop', ({ db }) => [
    ['-t', 'raw', '-I', 'PREROUTING', '-s', db, '-p', 'udp', '-m', 'multiport', '--dports', '7001,7003', '-j', 'DROP'],
  ]),
  hostRules('snat-to-nobody', ({ db, host }) => [
    ['-t', 'nat', '-I', 'POSTROUTING', '-s', db, '-j', 'SNAT', '--to-source', spareAddress(host)],
  ]),
  {
    name: 'snat-to-second-address',
    on: singleHosts,
    inject: (ground) =>
      onEach(ground.hosts, async (host) => {
        const back = await keepRules(host)
        const { db, host: own } = await namesOf(ground, host)
        const second = spareAddress(own)
        await exec(host, ['ip', 'address', 'add', `${second}/24`, 'dev', 'eth0'])
        await exec(host, ['iptables', '-t', 'nat', '-I', 'POSTROUTING', '-s', db, '-j', 'SNAT', '--to-source', second])
        return inTurn(
          async () => void (await exec(host, ['ip', 'address', 'delete', `${second}/24`, 'dev', 'eth0'])),
          back,
        )
      }),
  },
  {
    name: 'ip6tables-drop',
    on: ['deployment-models'],
    inject: (ground) =>
      onEach(ground.hosts, async (host) => {
        const back = await keepRules(host, 'ip6tables')
        await exec(host, ['ip6tables', '-I', 'FORWARD', '-p', 'tcp', '--dport', '7001', '-j', 'DROP'])
        await exec(host, ['ip6tables', '-I', 'INPUT', '-p', 'udp', '-j', 'REJECT'])
        return back
      }),
    about: ({ to }) => to.includes(':'),
  },
  {
    name: 'container-own-rules',
    on: singleHosts,
    inject: (ground) =>
      onEach(ground.hosts, async (host) => {
        const { file } = actor(ground, host, 'db')
        const back = await keepRulesIn(file)
        await inside(file, 'iptables', '-A', 'INPUT', '-p', 'tcp', '--dport', '7001', '-j', 'REJECT')
        await inside(file, 'iptables', '-A', 'INPUT', '-p', 'icmp', '--icmp-type', 'echo-request', '-j', 'DROP')
        await inside(file, 'iptables', '-A', 'OUTPUT', '-p', 'udp', '--dport', '7001', '-j', 'DROP')
        return back
      }),
  },
]
