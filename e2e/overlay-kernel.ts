import { z } from 'zod'
import { networksOf } from './engine-truth.ts'
import { exec } from './lab/enter.ts'

const Fdb = z.array(
  z.looseObject({ mac: z.string(), ifname: z.string(), dst: z.string().optional(), state: z.string().optional() }),
)
const Neighbours = z.array(z.looseObject({ dst: z.string(), lladdr: z.string().optional() }))
const Vxlan = z.array(
  z.looseObject({
    ifname: z.string(),
    mtu: z.number(),
    linkinfo: z.looseObject({ info_data: z.looseObject({ id: z.number(), port: z.number() }) }),
  }),
)

/** An overlay as the kernel of one host has it. */
export type KernelOverlay = {
  networkId: string
  network: string
  namespace: string
  vteps: { device: string; vni: number; port: number; mtu: number }[]
  /** Static entries that send frames to another host, each with the address that is resolved to its MAC. */
  entries: { mac: string; device: string; remote: string; address: string | undefined }[]
}

/** Every overlay that has a namespace on a host, as `ip` and `bridge` in there say. */
export async function kernelOverlaysOf(host: string): Promise<KernelOverlay[]> {
  const names = (await exec(host, ['ls', '/run/docker/netns'])).split('\n').filter((name) => /^1-/.test(name))
  const networks = await networksOf(host)
  return Promise.all(
    names.map(async (name) => {
      // The engine names the namespace by the start of the network's id.
      const network = networks.find(({ Id }) => Id.startsWith(name.slice(2)))
      if (!network) throw new Error(`${host} has ${name} of no network`)
      const namespace = `/run/docker/netns/${name}`
      const [fdb, neighbours, links] = await Promise.all([
        insideOverlay(host, namespace, ['bridge', '-j', 'fdb', 'show']).then((text) => Fdb.parse(JSON.parse(text))),
        insideOverlay(host, namespace, ['ip', '-j', 'neighbour']).then((text) => Neighbours.parse(JSON.parse(text))),
        insideOverlay(host, namespace, ['ip', '-d', '-j', 'link', 'show', 'type', 'vxlan']).then((text) =>
          Vxlan.parse(JSON.parse(text)),
        ),
      ])
      return {
        networkId: network.Id,
        network: network.Name,
        namespace,
        vteps: links.map(({ ifname, mtu, linkinfo: { info_data } }) => ({
          device: ifname,
          vni: info_data.id,
          port: info_data.port,
          mtu,
        })),
        entries: fdb.flatMap(({ mac, ifname, dst, state }) =>
          dst === undefined || state !== 'permanent'
            ? []
            : [{ mac, device: ifname, remote: dst, address: neighbours.find((one) => one.lladdr === mac)?.dst }],
        ),
      }
    }),
  )
}

export const insideOverlay = (host: string, namespace: string, argv: readonly string[]): Promise<string> =>
  exec(host, ['nsenter', `--net=${namespace}`, ...argv])

/** `ADDRESS` of everything that listens in the host's own namespace, by `PORT/PROTOCOL`. */
export async function listenersByPort(host: string): Promise<Map<string, string[]>> {
  const lines = (await exec(host, ['ss', '-H', '-l', '-n', '-t', '-u'])).split('\n').filter((line) => line !== '')
  const byPort = new Map<string, string[]>()
  for (const line of lines) {
    const [protocol = '', , , , local = ''] = line.trim().split(/\s+/)
    const at = local.lastIndexOf(':')
    const key = `${local.slice(at + 1)}/${protocol}`
    byPort.set(key, [...(byPort.get(key) ?? []), local.slice(0, at).replace(/^\[(.*)\]$/, '$1')].sort())
  }
  return byPort
}
