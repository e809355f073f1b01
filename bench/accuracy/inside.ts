import { z } from 'zod'
import { run } from '../../e2e/lab/run.ts'
import type { Place } from './place.ts'

/** Runs one of this machine's tools in a namespace; it has to succeed. */
export const inside = (file: string, ...argv: string[]): Promise<string> =>
  run(['nsenter', `--net=${file}`, '--', ...argv])

const linkSchema = z.object({
  ifname: z.string(),
  ifindex: z.number(),
  link_index: z.number().optional(),
  mtu: z.number(),
  address: z.string().optional(),
  master: z.string().optional(),
  addr_info: z.array(z.object({ family: z.string(), local: z.string().optional(), prefixlen: z.number().optional() })),
})
export type Device = z.infer<typeof linkSchema>

/** Interfaces of a namespace as the kernel has them now. */
export async function devicesIn(file: string): Promise<Device[]> {
  return z.array(linkSchema).parse(JSON.parse(await inside(file, 'ip', '-j', 'address')))
}

/** The interface of a place whose IPv4 address starts so, with that address. */
export async function deviceWith({ file, label }: Place, start: string): Promise<Device & { v4: string }> {
  for (const device of await devicesIn(file)) {
    const v4 = device.addr_info.find(({ family, local }) => family === 'inet' && local?.startsWith(start))?.local
    if (v4 !== undefined) return { ...device, v4 }
  }
  throw new Error(`${label} has no address that starts with ${start}`)
}

/** The other end of a container's veth, by its name on the host. */
export async function hostEndOf({ link_index, ifname }: Device, hostFile: string): Promise<Device> {
  const end = (await devicesIn(hostFile)).find(({ ifindex }) => ifindex === link_index)
  if (!end) throw new Error(`${ifname} has no other end on the host`)
  return end
}
