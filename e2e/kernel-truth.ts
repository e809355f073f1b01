import type { Topology } from '../lib/model/topology.ts'
import { addressesOf, containersOf } from './engine-truth.ts'

/** `HOST CONTAINER INTERFACE ADDRESS` of every running container, as the engines and `ip` inside its namespace say. */
export async function addressesInside(hosts: readonly string[]): Promise<string[]> {
  const lines = await Promise.all(
    hosts.map(async (host) => {
      const running = (await containersOf(host)).filter(({ State }) => State.Status === 'running')
      const each = await Promise.all(
        running.map(async ({ Id }) => {
          const inside = [...(await addressesOf(host, Id))]
          return inside.flatMap(([name, addresses]) => addresses.map((address) => line(host, Id, name, address)))
        }),
      )
      return each.flat()
    }),
  )
  return lines.flat().sort()
}

/** The same as Portolan tells it. */
export function addressesTold({ hosts, containers, interfaces }: Topology): string[] {
  const running = containers.filter(({ state }) => state === 'running')
  return running
    .flatMap(({ id, hostId, namespaceId }) => {
      const host = hosts.find((one) => one.id === hostId)?.name ?? hostId
      const own = interfaces.filter((one) => one.namespaceId === namespaceId)
      return own.flatMap(({ name, addresses }) => addresses.map(({ prefix }) => line(host, id, name, prefix)))
    })
    .sort()
}

const line = (host: string, container: string, name: string, address: string): string =>
  `${host} ${container} ${name} ${address}`
