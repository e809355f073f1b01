import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { recordedView } from '../../agent/recorded-view.ts'
import { createMerger } from '../../merge/create-merger.ts'
import type { Topology } from '../../model/topology.ts'
import type { PathQuestion } from './question.ts'
import type { Branch } from './trace.ts'
import { tracePath } from './trace-path.ts'

/*
 * Two of the three hosts of a swarm on a kernel with IPVS and ESP. Who is to be reached is worked out from the manager's tasks and from what each kernel
 * printed, kept raw beside the recordings.
 */
type RawService = { ID: string; Spec: { Name: string }; Endpoint: { Ports?: { PublishedPort: number }[] } }
type RawTask = {
  ServiceID?: string
  NodeID?: string
  Status: { State: string; ContainerStatus?: { ContainerID: string } }
  NetworksAttachments?: { Network: { ID: string }; Addresses: string[] }[]
}
type RawNode = { ID: string; Description: { Hostname: string } }
type RawNamespace = Record<'cat /proc/net/ip_vs' | 'ip xfrm policy', string>

const folders = ['ipvs-20.10', 'ipvs-28.5'].map((name) => join('lib/collect/recordings', name))
const manager = folders[0] ?? ''

function referee<T>(folder: string, file: string): T {
  const raw: T = JSON.parse(readFileSync(join(folder, 'referee', file), 'utf8'))
  return raw
}

async function readAllOfIt(): Promise<{ topology: Topology; folderOf: Map<string, string> }> {
  const merger = createMerger()
  const folderOf = new Map<string, string>()
  for (const folder of folders) {
    const view = await recordedView(folder)
    const [host] = view.hosts
    if (!host) throw new Error(`${folder} has no host`)
    merger.put(host.id, view)
    folderOf.set(host.id, folder)
  }
  return { topology: merger.current(), folderOf }
}

const { topology, folderOf } = await readAllOfIt()
const services = referee<RawService[]>(manager, 'services.json')
const tasks = referee<RawTask[]>(manager, 'tasks.json').filter(({ Status }) => Status.State === 'running')
const nodes = referee<RawNode[]>(manager, 'nodes.json')
const read = topology.hosts.filter(({ id }) => folderOf.has(id))
const readNodes = nodes.filter(({ Description }) => read.some(({ name }) => name === Description.Hostname))

function branches(question: Pick<PathQuestion, 'from' | 'to' | 'port'>): Branch[] {
  const answer = tracePath(topology, { ...question, protocol: 'tcp', size: null })
  if ('kind' in answer) throw new Error(answer.says)
  return answer.branches
}

/** Destinations with a weight, as /proc/net/ip_vs has them: in hexadecimal. */
const destinations = (text: string): string[] =>
  [...text.matchAll(/-> ([0-9A-F]{8}):[0-9A-F]{4}\s+Masq\s+[1-9]/g)].map(([, hex = '']) =>
    [0, 2, 4, 6].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join('.'),
  )

/** Whom these addresses of a network are, where its host is read; null where it is not. */
function ownersOf(networkId: string, addresses: readonly string[]): (string | null)[] {
  const owners = addresses.map((address) => {
    const task = tasks.find(({ NetworksAttachments }) =>
      NetworksAttachments?.some(
        ({ Network, Addresses }) =>
          Network.ID === networkId && Addresses.some((prefix) => prefix.startsWith(`${address}/`)),
      ),
    )
    if (!task) throw new Error(`${address} is no task's`)
    return readNodes.some(({ ID }) => ID === task.NodeID) ? (task.Status.ContainerStatus?.ContainerID ?? null) : null
  })
  return owners.sort()
}

const reached = (found: readonly Branch[]): (string | null)[] => found.map(({ reaches }) => reaches).sort()

describe('a swarm on a kernel with IPVS and ESP', () => {
  it('reaches by a virtual address every task that IPVS of that very host gives to, and no other', () => {
    let compared = 0
    for (const balancer of topology.namespaces.filter(({ kind }) => kind === 'loadBalancer')) {
      const folder = folderOf.get(balancer.hostId)
      const service = topology.services.find(({ virtualIps }) =>
        virtualIps.some(({ networkId }) => networkId === balancer.networkId),
      )
      const virtual = service?.virtualIps.find(({ networkId }) => networkId === balancer.networkId)
      if (!folder || !virtual || balancer.networkId === null) continue
      const raw = referee<RawNamespace>(folder, `namespace-${balancer.inode}.json`)['cat /proc/net/ip_vs']
      const expected = destinations(raw)
      const askers = topology.endpoints.filter(
        ({ hostId, networkId, interfaceId }) =>
          hostId === balancer.hostId && networkId === balancer.networkId && interfaceId !== null,
      )
      for (const { containerId } of askers) {
        if (containerId === null || expected.length === 0) continue
        const found = branches({ from: containerId, to: virtual.address.replace(/\/.*/, ''), port: 80 })
        expect(reached(found)).toEqual(ownersOf(balancer.networkId, expected))
        for (const { reaches, verdict } of found)
          expect(verdict.outcome).toBe(
            reaches === null ? 'unknown' : verdict.code === 'listener' ? 'delivered' : 'refused',
          )
        compared++
      }
    }
    expect(compared).toBeGreaterThan(4)
  })

  it('reaches by the routing mesh of each host every task of the service', () => {
    const web = services.find(({ Endpoint }) => Endpoint.Ports?.some(({ PublishedPort }) => PublishedPort === 8080))
    const expected = tasks
      .filter(({ ServiceID }) => ServiceID === web?.ID)
      .map(({ NodeID, Status }) =>
        readNodes.some(({ ID }) => ID === NodeID) ? (Status.ContainerStatus?.ContainerID ?? null) : null,
      )
      .sort()
    expect(expected.length).toBeGreaterThan(2)
    for (const from of read)
      for (const to of read) {
        const found = branches({ from: `host:${from.name}`, to: `host:${to.name}`, port: 8080 })
        expect(reached(found), `${from.name} to ${to.name}`).toEqual(expected)
        for (const { reaches, verdict } of found)
          expect(verdict.outcome).toBe(reaches === null ? 'unknown' : 'delivered')
      }
  })

  it('encrypts what an encrypted overlay sends to another host by the very policy of the kernel, and nothing else', () => {
    const isOfVault = ({ name }: { name: string }) => name.startsWith('shop_ledger')
    const [ledger] = topology.containers.filter((one) => isOfVault(one) && folderOf.has(one.hostId))
    const [other] = topology.containers.filter((one) => isOfVault(one) && !folderOf.has(one.hostId))
    const host = topology.namespaces.find(({ kind, hostId }) => kind === 'host' && hostId === ledger?.hostId)
    if (!ledger || !other || !host) throw new Error('There is no ledger on a host that is read, or none elsewhere')
    const raw = referee<RawNamespace>(folderOf.get(ledger.hostId) ?? '', `namespace-${host.inode}.json`)
    const [, end = '', spi = ''] =
      /tmpl src \S+ dst (\S+)\s+proto esp spi (0x[0-9a-f]+)/.exec(raw['ip xfrm policy']) ?? []
    const steps = (found: readonly Branch[]) =>
      found.flatMap(({ there }) => there.hops.flatMap((hop) => hop.steps)).filter(({ says }) => /\bESP\b/.test(says))
    const encrypted = steps(branches({ from: ledger.id, to: other.id, port: 7000 }))
    expect(encrypted.map(({ says }) => says)).toEqual([`The kernel encrypts it (ESP) for ${end}.`])
    expect(encrypted[0]?.evidence?.text).toContain(spi)
    const web = topology.containers.find(({ name, hostId }) => name.startsWith('shop_web') && hostId === ledger.hostId)
    const task = topology.containers.find(({ name, hostId }) => name.startsWith('shop_web') && !folderOf.has(hostId))
    if (!web || !task) throw new Error('There is no web task on a host that is read, or none elsewhere')
    expect(steps(branches({ from: web.id, to: task.id, port: 80 }))).toEqual([])
  })
})
