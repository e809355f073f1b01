import { z } from 'zod'
import { askEngine } from './lab/engine-request.ts'
import { exec } from './lab/enter.ts'

/** What the engine and the kernel of a lab host say, asked beside Portolan: the referee of the specs. */

const NetworkTruth = z.looseObject({
  Id: z.string(),
  Name: z.string(),
  Driver: z.string(),
  Containers: z
    .record(z.string(), z.looseObject({ Name: z.string(), IPv4Address: z.string(), IPv6Address: z.string() }))
    .nullish(),
})
export type NetworkTruth = z.infer<typeof NetworkTruth>

const ContainerTruth = z.looseObject({
  Id: z.string(),
  Name: z.string(),
  State: z.looseObject({ Status: z.string(), Pid: z.number() }),
  Config: z.looseObject({ Labels: z.record(z.string(), z.string()).nullish() }),
  HostConfig: z.looseObject({ NetworkMode: z.string() }),
  NetworkSettings: z.looseObject({
    Networks: z.record(
      z.string(),
      z.looseObject({ NetworkID: z.string(), IPAddress: z.string(), MacAddress: z.string().nullish() }),
    ),
  }),
})
export type ContainerTruth = z.infer<typeof ContainerTruth>

async function ask<T>(host: string, path: string, schema: z.ZodType<T>): Promise<T> {
  const found = await find(host, path, schema)
  if (found === null) throw new Error(`${host} has no ${path}`)
  return found
}

async function find<T>(host: string, path: string, schema: z.ZodType<T>): Promise<T | null> {
  const answer = await askEngine(host, path)
  if (answer.status === 404) return null
  if (answer.status !== 200) throw new Error(`${host} ${path}: ${answer.status} ${answer.body}`)
  return schema.parse(JSON.parse(answer.body))
}

/** What is listed, each as it is told by itself; what ends between the two is not there. */
async function askEach<T>(host: string, list: string, one: (id: string) => string, schema: z.ZodType<T>): Promise<T[]> {
  const listed = await ask(host, list, z.array(z.looseObject({ Id: z.string() })))
  const told = await Promise.all(listed.map(({ Id }) => find(host, one(Id), schema)))
  return told.flatMap((found) => (found === null ? [] : [found]))
}

export const networksOf = (host: string): Promise<NetworkTruth[]> =>
  askEach(host, '/networks', (id) => `/networks/${id}`, NetworkTruth)

export const containersOf = (host: string): Promise<ContainerTruth[]> =>
  askEach(host, '/containers/json?all=1', (id) => `/containers/${id}/json`, ContainerTruth)

export function containerOf(host: string, name: string): Promise<ContainerTruth> {
  return ask(host, `/containers/${name}/json`, ContainerTruth)
}

const AddressTruth = z.array(
  z.looseObject({
    ifname: z.string(),
    address: z.string().optional(),
    addr_info: z.array(z.looseObject({ local: z.string(), prefixlen: z.number() })),
  }),
)
const RouteTruth = z.array(
  z.looseObject({
    dst: z.string(),
    gateway: z.string().optional(),
    dev: z.string().optional(),
    prefsrc: z.string().optional(),
  }),
)

/** `ADDRESS/LENGTH` of every interface of a container, by interface, as `nsenter ... ip -j address` gives them. */
export async function addressesOf(host: string, container: string): Promise<Map<string, string[]>> {
  const links = AddressTruth.parse(JSON.parse(await insideNetwork(host, container, ['ip', '-j', 'address', 'show'])))
  return new Map(links.map((link) => [link.ifname, link.addr_info.map((info) => `${info.local}/${info.prefixlen}`)]))
}

/** Routes of the main table, v4 and v6. */
export async function routesOf(host: string, container: string): Promise<z.infer<typeof RouteTruth>> {
  const v4 = await insideNetwork(host, container, ['ip', '-j', '-4', 'route', 'show', 'table', 'main'])
  const v6 = await insideNetwork(host, container, ['ip', '-j', '-6', 'route', 'show', 'table', 'main'])
  return [v4, v6].flatMap((text) => (text.trim() ? RouteTruth.parse(JSON.parse(text)) : []))
}

/** Runs a tool of the host in the network namespace of one of its containers. */
export async function insideNetwork(host: string, container: string, argv: readonly string[]): Promise<string> {
  const { State } = await containerOf(host, container)
  return exec(host, ['nsenter', '-t', String(State.Pid), '-n', ...argv])
}
