import { plugCable, pullCable } from '../../../e2e/lab/cable.ts'
import { exec } from '../../../e2e/lab/enter.ts'
import { hostNics } from '../../../e2e/lab/underlay.ts'
import { actor, type Ground, places } from '../ground.ts'
import { type Device, deviceWith, hostEndOf, inside } from '../inside.ts'
import { type Fault, inTurn, onEach, singleHosts, type Undo } from './fault.ts'
import { keepMtus, keepRoutes } from './keep.ts'

type Cable = { device: Device; file: string; hostFile: string; end: Device; host: string }

/** A fault of the veth of the database's container. */
const ofCable = (name: string, work: (cable: Cable) => Promise<Undo>): Fault => ({
  name,
  on: singleHosts,
  inject: (ground) => onEach(ground.hosts, async (host) => work(await cableOf(ground, host, 'db'))),
})

async function cableOf(ground: Ground, host: string, part: 'db' | 'peer'): Promise<Cable> {
  const { file } = actor(ground, host, part)
  const db = await deviceWith(actor(ground, host, 'db'), '172.31.')
  const device = await deviceWith(actor(ground, host, part), db.v4.replace(/\d+$/, ''))
  const hostFile = places.host(ground, host).file
  return { device, file, hostFile, end: await hostEndOf(device, hostFile), host }
}

const setLink = (host: string, device: string, ...words: string[]) =>
  exec(host, ['ip', 'link', 'set', device, ...words])

export const linkFaults: Fault[] = [
  ofCable('veth-detached', async ({ host, end }) => {
    await setLink(host, end.ifname, 'nomaster')
    return async () => void (await setLink(host, end.ifname, 'master', end.master ?? ''))
  }),
  ofCable('link-down-host-end', async ({ host, end }) => {
    await setLink(host, end.ifname, 'down')
    return async () => void (await setLink(host, end.ifname, 'up'))
  }),
  ofCable('link-down-container-end', async ({ file, device }) => {
    const back = await keepRoutes(file)
    await inside(file, 'ip', 'link', 'set', device.ifname, 'down')
    return inTurn(back, async () => void (await inside(file, 'ip', 'link', 'set', device.ifname, 'up')))
  }),
  ofCable('bridge-down', async ({ host, hostFile, end }) => {
    const back = await keepRoutes(hostFile)
    await setLink(host, end.master ?? '', 'down')
    return inTurn(back, async () => void (await setLink(host, end.master ?? '', 'up')))
  }),
  ofCable('mtu-of-a-port', async ({ host, end }) => {
    await setLink(host, end.ifname, 'mtu', '1300')
    return async () => void (await setLink(host, end.ifname, 'mtu', `${end.mtu}`))
  }),
  {
    name: 'mtu-of-the-uplink',
    on: singleHosts,
    inject: (ground) =>
      onEach(ground.hosts, async (host) => {
        const own = ground.places.filter((place) => place.host === host)
        const back = await keepMtus([...new Map(own.map(({ inode, file }) => [inode, file])).values()])
        // Both NICs are on one switch, and either may answer for the host's address.
        for (const nic of hostNics) await setLink(host, nic, 'mtu', '1300')
        return back
      }),
    about: ({ size }) => size !== null,
  },
  {
    name: 'isolated-ports',
    on: singleHosts,
    inject: (ground) =>
      onEach(ground.hosts, async (host) => {
        const { file } = places.host(ground, host)
        const ends = await Promise.all((['db', 'peer'] as const).map((part) => cableOf(ground, host, part)))
        const set = async (state: string) => {
          for (const { end } of ends) await inside(file, 'bridge', 'link', 'set', 'dev', end.ifname, 'isolated', state)
        }
        await set('on')
        return () => set('off')
      }),
  },
  {
    name: 'underlay-cut',
    // A swarm would take its node for lost, and move what ran there.
    on: singleHosts,
    async inject({ hosts }) {
      const host = hosts.at(-1) ?? ''
      await pullCable(host)
      return () => plugCable(host)
    },
    about: ({ aim, from }) => aim === 'host' || aim === 'published' || from.kind === 'outside',
  },
]
