import { actor, places } from '../ground.ts'
import { deviceWith, hostEndOf, inside } from '../inside.ts'
import { type Fault, inTurn, onEach, singleHosts } from './fault.ts'

const nobody = '02:00:5e:99:99:99'

export const neighbourFaults: Fault[] = [
  {
    name: 'wrong-neighbour',
    on: singleHosts,
    inject: (ground) =>
      onEach(ground.hosts, async (host) => {
        const db = await deviceWith(actor(ground, host, 'db'), '172.31.')
        const peer = actor(ground, host, 'peer')
        const device = await deviceWith(peer, db.v4.replace(/\d+$/, ''))
        const end = await hostEndOf(db, places.host(ground, host).file)
        const wrong: [string, string[]][] = [
          [peer.file, [db.v4, 'lladdr', nobody, 'dev', device.ifname]],
          // The host takes the database for its peer.
          [places.host(ground, host).file, [db.v4, 'lladdr', device.address ?? '', 'dev', end.master ?? '']],
        ]
        for (const [file, words] of wrong)
          await inside(file, 'ip', 'neighbour', 'replace', ...words, 'nud', 'permanent')
        return async () => {
          for (const [file, words] of wrong) await inside(file, 'ip', 'neighbour', 'delete', ...words)
        }
      }),
  },
  {
    name: 'stale-bridge-entry',
    on: singleHosts,
    inject: (ground) =>
      onEach(ground.hosts, async (host) => {
        const { file } = places.host(ground, host)
        const db = await deviceWith(actor(ground, host, 'db'), '172.31.')
        const peer = await deviceWith(actor(ground, host, 'peer'), db.v4.replace(/\d+$/, ''))
        const end = await hostEndOf(peer, file)
        // Sticky: else it moves to where the database really sends from.
        const entry = [db.address ?? '', 'dev', end.ifname, 'master', 'static', 'sticky']
        await inside(file, 'bridge', 'fdb', 'replace', ...entry)
        return async () => void (await inside(file, 'bridge', 'fdb', 'delete', ...entry.slice(0, 4)))
      }),
  },
  {
    name: 'duplicate-address',
    on: singleHosts,
    inject: (ground) =>
      onEach(ground.hosts, async (host) => {
        const db = await deviceWith(actor(ground, host, 'db'), '172.31.')
        const peer = actor(ground, host, 'peer')
        const device = await deviceWith(peer, db.v4.replace(/\d+$/, ''))
        await inside(peer.file, 'ip', 'address', 'add', `${db.v4}/24`, 'dev', device.ifname)
        const back = async () =>
          void (await inside(peer.file, 'ip', 'address', 'delete', `${db.v4}/24`, 'dev', device.ifname))
        return inTurn(back)
      }),
  },
]
