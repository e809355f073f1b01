import { z } from 'zod'
import { tellEngine } from './engine-request.ts'
import { exec } from './enter.ts'

const endpointSchema = z.object({ IPAddress: z.string(), GlobalIPv6Address: z.string(), MacAddress: z.string() })

const containerSchema = z.object({
  Id: z.string(),
  Name: z.string(),
  State: z.object({ Status: z.string(), Pid: z.number() }),
  HostConfig: z.object({ NetworkMode: z.string() }),
  NetworkSettings: z.object({ SandboxKey: z.string(), Networks: z.record(z.string(), endpointSchema) }),
})
export type InspectedContainer = z.infer<typeof containerSchema>

const networkSchema = z.object({
  Id: z.string(),
  Name: z.string(),
  Driver: z.string(),
  Internal: z.boolean(),
  EnableIPv6: z.boolean(),
  Options: z.record(z.string(), z.string()).nullable(),
})
export type InspectedNetwork = z.infer<typeof networkSchema>

const linksSchema = z.array(
  z.object({
    ifname: z.string().optional(),
    master: z.string().optional(),
    addr_info: z.array(z.object({ local: z.string().optional() })).optional(),
  }),
)
export type Link = z.infer<typeof linksSchema>[number]

const listSchema = z.array(z.object({ Id: z.string() }))

/** Every container of a host, as the engine inspects it. */
export async function inspectContainers(host: string): Promise<InspectedContainer[]> {
  const listed = listSchema.parse(JSON.parse(await tellEngine(host, '/containers/json?all=1')))
  return Promise.all(
    listed.map(async ({ Id }) => containerSchema.parse(JSON.parse(await tellEngine(host, `/containers/${Id}/json`)))),
  )
}

/** Every network of a host, as the engine lists it. */
export async function inspectNetworks(host: string): Promise<InspectedNetwork[]> {
  return z.array(networkSchema).parse(JSON.parse(await tellEngine(host, '/networks')))
}

/** Interfaces of the host, or of the network namespace behind a file of the host, as the kernel says. */
export async function readLinks(host: string, namespaceFile?: string): Promise<Link[]> {
  const enter = namespaceFile === undefined ? [] : ['nsenter', `--net=${namespaceFile}`]
  return linksSchema.parse(JSON.parse(await exec(host, [...enter, 'ip', '-j', 'address'])))
}

/** The network namespaces that the engine keeps, as "inode name" lines in one order. */
export async function readNamespaceFiles(host: string): Promise<string[]> {
  const text = await exec(host, ['ls', '-i', '/run/docker/netns'])
  return text.split('\n').filter(Boolean).sort()
}
