import { z } from 'zod'
import { exec } from '../../../e2e/lab/enter.ts'
import { type Fault, onEach, type Undo } from './fault.ts'
import { keepRules } from './keep.ts'

const fdbSchema = z.array(
  z.object({ mac: z.string(), ifname: z.string(), dst: z.string().optional(), flags: z.array(z.string()).optional() }),
)
const neighbourSchema = z.array(
  z.object({ dst: z.string(), lladdr: z.string().optional(), dev: z.string(), state: z.array(z.string()) }),
)

/** Runs something in every overlay namespace of a host. */
async function inOverlays(host: string, work: (enter: string[]) => Promise<Undo>): Promise<Undo> {
  const files = (await exec(host, ['ls', '/run/docker/netns'])).split('\n').filter((name) => /^\d-/.test(name))
  return onEach(files, (name) => work(['nsenter', `--net=/run/docker/netns/${name}`]))
}

/** Blocks VXLAN where it comes in, or where it goes out, by the host's own rules. */
const blocked = (
  name: string,
  chains: readonly ('INPUT' | 'OUTPUT')[],
  which: (hosts: readonly string[]) => string[],
): Fault => ({
  name,
  on: ['swarm-shop'],
  inject: ({ hosts }) =>
    onEach(which(hosts), async (host) => {
      const back = await keepRules(host)
      for (const chain of chains)
        await exec(host, ['iptables', '-I', chain, '-p', 'udp', '--dport', '4789', '-j', 'DROP'])
      return back
    }),
})

/** What the engines tell each other of a container is missing on the last host: the entries of the first remote end. */
async function forwardingOf(host: string, enter: string[]) {
  const entries = fdbSchema.parse(JSON.parse(await exec(host, [...enter, 'bridge', '-j', 'fdb', 'show'])))
  return entries.find(({ dst, mac }) => dst !== undefined && mac !== '00:00:00:00:00:00')
}

const nothing: Undo = async () => undefined

export const overlayFaults: Fault[] = [
  blocked('vxlan-blocked-one-way', ['INPUT'], (hosts) => hosts.slice(-1)),
  blocked('vxlan-blocked-out', ['OUTPUT'], (hosts) => hosts.slice(0, 1)),
  blocked('vxlan-blocked-both-ways', ['INPUT', 'OUTPUT'], (hosts) => [...hosts]),
  {
    name: 'forwarding-entry-missing',
    on: ['swarm-shop'],
    inject: ({ hosts }) =>
      onEach(hosts.slice(-2), (host) =>
        inOverlays(host, async (enter) => {
          const found = await forwardingOf(host, enter)
          if (found?.dst === undefined) return nothing
          const words = [found.mac, 'dev', found.ifname, 'dst', found.dst, 'self']
          await exec(host, [...enter, 'bridge', 'fdb', 'delete', ...words])
          return async () => void (await exec(host, [...enter, 'bridge', 'fdb', 'replace', ...words, 'permanent']))
        }),
      ),
  },
  {
    name: 'forwarding-entry-stale',
    on: ['swarm-shop'],
    inject: ({ hosts }) =>
      onEach(hosts.slice(-2), (host) =>
        inOverlays(host, async (enter) => {
          const found = await forwardingOf(host, enter)
          if (found?.dst === undefined) return nothing
          const set = (dst: string) =>
            exec(host, [
              ...enter,
              'bridge',
              'fdb',
              'replace',
              found.mac,
              'dev',
              found.ifname,
              'dst',
              dst,
              'self',
              'permanent',
            ])
          const { dst } = found
          await set('198.51.100.250')
          return async () => void (await set(dst))
        }),
      ),
  },
  {
    name: 'overlay-neighbour-missing',
    on: ['swarm-shop'],
    inject: ({ hosts }) =>
      onEach(hosts.slice(-2), (host) =>
        inOverlays(host, async (enter) => {
          const known = neighbourSchema.parse(JSON.parse(await exec(host, [...enter, 'ip', '-j', 'neighbour', 'show'])))
          const found = known.find(({ lladdr, state }) => lladdr !== undefined && state.includes('PERMANENT'))
          if (found?.lladdr === undefined) return nothing
          const words = [found.dst, 'lladdr', found.lladdr, 'dev', found.dev]
          await exec(host, [...enter, 'ip', 'neighbour', 'delete', ...words])
          return async () =>
            void (await exec(host, [...enter, 'ip', 'neighbour', 'replace', ...words, 'nud', 'permanent']))
        }),
      ),
  },
]
