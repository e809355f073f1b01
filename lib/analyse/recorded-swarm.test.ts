import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { keepRecordedView } from '../agent/keep-recorded-view.ts'
import { openRecordedSource } from '../host/open-recorded-source.ts'
import { createMerger } from '../merge/create-merger.ts'
import type { HostId } from '../model/id.ts'
import type { HostView, Topology } from '../model/topology.ts'
import { findSwarmPorts } from './find-swarm-ports.ts'
import { findTunnels } from './find-tunnels.ts'
import { overlayEntries } from './overlay-entries.ts'

/*
 * Two hosts of one swarm, recorded at one moment. What is expected is worked out from what `docker network inspect`, `bridge -j fdb show`,
 * `ip -j neighbour show` and `ss` printed on each.
 */
const recordings = join(import.meta.dirname, '../collect/recordings')
const folders = ['swarm-20.10', 'swarm-28.5'].map((name) => join(recordings, name))

const RawNetwork = z.object({
  Id: z.string(),
  Driver: z.string(),
  Containers: z.record(z.string(), z.object({ MacAddress: z.string(), IPv4Address: z.string() })).nullable(),
})
const RawNamespace = z.object({
  'bridge -j fdb show': z.array(z.object({ mac: z.string(), ifname: z.string(), dst: z.string().optional() })),
  'ip -j neighbour show': z.array(z.object({ dst: z.string(), dev: z.string(), lladdr: z.string().optional() })),
})
const RawNode = z.object({ Description: z.object({ Hostname: z.string() }), Status: z.object({ Addr: z.string() }) })

type Recorded = { folder: string; view: HostView; hostId: HostId; networks: z.infer<typeof RawNetwork>[] }

const rawOf = <T>(folder: string, start: string, schema: z.ZodType<T>): T[] =>
  readdirSync(join(folder, 'referee'))
    .filter((name) => name.startsWith(start))
    .map((name) => schema.parse(JSON.parse(readFileSync(join(folder, 'referee', name), 'utf8'))))

async function open(folder: string): Promise<Recorded> {
  const source = await openRecordedSource(folder)
  if (!source.recording) throw new Error(`${folder} is no recording`)
  const view = (await keepRecordedView(source, source.recording, '1.0.0')).view()
  const hostId = view.hosts[0]?.id
  if (!hostId) throw new Error(`${folder} holds no host`)
  return { folder, view, hostId, networks: rawOf(folder, 'network-', RawNetwork) }
}

let hosts: Recorded[]
let topology: Topology

beforeAll(async () => {
  hosts = await Promise.all(folders.map(open))
  const merger = createMerger()
  for (const { hostId, view } of hosts) merger.put(hostId, view)
  topology = merger.current()
})

/** Which host has an address, by the managers' word of each node's name. */
function hostByAddress(): Map<string, string> {
  const named = new Map(topology.hosts.map(({ id, name }) => [name, id]))
  const nodes = rawOf(folders[0] ?? '', 'nodes', z.array(RawNode)).flat()
  return new Map(nodes.map(({ Description, Status }) => [Status.Addr, named.get(Description.Hostname) ?? '']))
}

describe.each(['swarm-20.10', 'swarm-28.5'])('the kernel of %s', (name) => {
  it('points at the container that the other engine has, entry by entry', () => {
    const host = hosts.find(({ folder }) => folder.endsWith(name))
    const owners = hostByAddress()
    const namespaces = topology.namespaces.filter(({ kind, hostId }) => kind === 'overlay' && hostId === host?.hostId)
    expect(namespaces.length).toBeGreaterThan(3)
    for (const { id, inode, networkId } of namespaces) {
      const [raw] = rawOf(host?.folder ?? '', `namespace-${inode}.`, RawNamespace)
      const forwarding = raw?.['bridge -j fdb show'].filter(({ dst }) => dst !== undefined) ?? []
      const neighbours = raw?.['ip -j neighbour show'].filter(({ dev }) => dev.startsWith('vxlan')) ?? []
      const entries = overlayEntries(topology, id)
      const seen = entries.map(({ mac, remote, remoteHostId, address, endpointId, verdict }) => {
        const endpoint = topology.endpoints.find((one) => one.id === endpointId)
        return { mac, remote, remoteHostId, address, verdict, owner: endpoint?.containerId ?? endpoint?.ownerName }
      })
      const expected = forwarding.map(({ mac, dst }) => {
        const remoteHostId = owners.get(dst ?? '') ?? null
        const there = hosts.find(({ hostId }) => hostId === remoteHostId)
        const members = there?.networks.find(({ Id }) => Id === networkId)?.Containers ?? {}
        const [key] = Object.entries(members).find(([, { MacAddress }]) => MacAddress === mac) ?? []
        const named = topology.endpoints.find((one) => one.id === `${networkId}/${key}@${remoteHostId}`)
        const owner = named ? named.ownerName : key
        const address = neighbours.find(({ lladdr }) => lladdr === mac)?.dst
        return { mac, remote: dst, remoteHostId, address, verdict: 'agrees', owner }
      })
      expect(seen).toEqual(expected.sort((a, b) => (a.mac < b.mac ? -1 : 1)))
    }
  })
})

it('every endpoint that one engine knows is an entry at the other, where the overlay is live on both', () => {
  const [first, second] = hosts
  for (const [here, there] of [
    [first, second],
    [second, first],
  ]) {
    for (const { Id, Driver, Containers } of there?.networks ?? []) {
      const place = topology.namespaces.find(
        ({ kind, networkId, hostId }) => kind === 'overlay' && networkId === Id && hostId === here?.hostId,
      )
      if (Driver !== 'overlay' || !place) continue
      const macs = Object.values(Containers ?? {}).map(({ MacAddress }) => MacAddress)
      expect(overlayEntries(topology, place.id).map(({ mac }) => mac)).toEqual(macs.sort())
    }
  }
})

it('one tunnel joins the two, both ways, with a count of the entries of each', () => {
  const tunnels = findTunnels(topology)
  expect(tunnels).toHaveLength(1)
  const [tunnel] = tunnels
  const owners = hostByAddress()
  expect(tunnel).toMatchObject({ agreed: 'both', port: 4789 })
  expect(tunnel?.addresses.map((address) => owners.get(address ?? ''))).toEqual(tunnel?.hostIds)
  for (const { networkId, entries } of tunnel?.networks ?? []) {
    const counts = tunnel?.hostIds.map((id) => {
      const place = topology.namespaces.find(
        (one) => one.kind === 'overlay' && one.networkId === networkId && one.hostId === id,
      )
      const folder = hosts.find(({ hostId }) => hostId === id)?.folder ?? ''
      const [raw] = rawOf(folder, `namespace-${place?.inode}.`, RawNamespace)
      return raw?.['bridge -j fdb show'].filter(({ dst }) => dst !== undefined).length
    })
    expect(entries).toEqual(counts)
  }
})

it('both hosts hold the ports of their part in the swarm', () => {
  for (const { hostId, view } of hosts) {
    const ports = findSwarmPorts(topology, hostId)
    expect(ports.map(({ protocol, port }) => `${port}/${protocol}`)).toEqual([
      ...(view.hosts[0]?.swarm.manager ? ['2377/tcp'] : []),
      '7946/tcp',
      '7946/udp',
      '4789/udp',
    ])
    for (const { port, listeners, verdict } of ports) {
      expect(verdict).toBe('listens')
      expect(listeners.map(({ process }) => process)).toEqual([port === 4789 ? null : 'dockerd'])
    }
  }
})
