import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openRecordedSource } from '../host/open-recorded-source.ts'
import { readAll } from './read-all.ts'
import { resolveHost } from './resolve-host.ts'

/*
 * Hosts of one swarm on Debian's own kernel, which has IPVS and ESP. What is expected is worked out from what the manager's engine allocated and from
 * what each kernel printed, kept raw beside the recordings.
 */
type RawService = {
  ID: string
  Spec: { Name: string }
  Endpoint: {
    Ports?: { PublishedPort: number; PublishMode: string }[]
    VirtualIPs?: { NetworkID: string; Addr: string }[]
  }
}
type RawTask = {
  ServiceID?: string
  Status: { State: string }
  DesiredState: string
  NetworksAttachments?: { Network: { ID: string }; Addresses: string[] }[]
}
type RawNamespace = {
  'iptables-save': string
  'cat /proc/net/ip_vs': string | null
}

const folderOf = (name: string) => join(import.meta.dirname, 'recordings', name)

function readReferee<T>(folder: string, file: string): T {
  const raw: T = JSON.parse(readFileSync(join(folder, 'referee', file), 'utf8'))
  return raw
}

async function readHost(name: string) {
  const folder = folderOf(name)
  const source = await openRecordedSource(folder)
  const view = resolveHost(await readAll(source), source)
  const raw = (inode: number | null) => readReferee<RawNamespace>(folder, `namespace-${inode}.json`)
  return { name, view, raw }
}

const hosts = await Promise.all(['ipvs-20.10', 'ipvs-28.5'].map(readHost))
const manager = folderOf('ipvs-20.10')
const services = readReferee<RawService[]>(manager, 'services.json')
const tasks = readReferee<RawTask[]>(manager, 'tasks.json').filter(
  ({ Status, DesiredState }) => Status.State === 'running' && DesiredState === 'running',
)

/** Addresses on a network of the tasks of a service that run. */
const backends = (serviceId: string, networkId: string): string[] =>
  tasks
    .filter(({ ServiceID }) => ServiceID === serviceId)
    .flatMap(({ NetworksAttachments }) => NetworksAttachments ?? [])
    .filter(({ Network }) => Network.ID === networkId)
    .flatMap(({ Addresses }) => Addresses.map((prefix) => prefix.split('/')[0] ?? ''))
    .sort()

/** The mark that the rules of a namespace give to packets to an address. */
function markOf(save: string, address: string): number | null {
  const escaped = address.replaceAll('.', '\\.')
  const [, mark] = new RegExp(`-d ${escaped}/32 -j MARK --set-xmark (0x[0-9a-f]+)/`).exec(save) ?? []
  return mark === undefined ? null : Number(mark)
}

describe.each(hosts)('$name', ({ view, raw }) => {
  it('sends what is marked for a virtual address to the tasks of its service, wherever they run', () => {
    let compared = 0
    for (const { ID, Spec, Endpoint } of services) {
      for (const { NetworkID, Addr } of Endpoint.VirtualIPs ?? []) {
        const balancer = view.namespaces.find(
          ({ kind, networkId }) => (kind === 'loadBalancer' || kind === 'ingress') && networkId === NetworkID,
        )
        const address = Addr.split('/')[0] ?? ''
        const mark = balancer ? markOf(raw(balancer.inode)['iptables-save'], address) : null
        if (!balancer || mark === null) continue
        const told = balancer.ipvs.find(({ service }) => service === `fwmark ${mark}`)
        expect(told?.scheduler, Spec.Name).toBe('rr')
        expect(told?.destinations.map((one) => one.address).sort(), `${Spec.Name} at ${address}`).toEqual(
          backends(ID, NetworkID).map((backend) => `${backend}:0`),
        )
        compared++
      }
    }
    expect(compared).toBeGreaterThan(1)
  })

  it('has every line of ip_vs of every namespace, and no gap', () => {
    for (const { inode, ipvs } of view.namespaces) {
      const lines = (raw(inode)['cat /proc/net/ip_vs'] ?? '').split('\n').slice(3).filter(Boolean)
      expect(ipvs.length + ipvs.flatMap(({ destinations }) => destinations).length).toBe(lines.length)
    }
    expect(view.gaps.map(({ code }) => code).filter((code) => code !== 'elsewhere')).toEqual([])
  })

  it('holds each virtual address on the interfaces of the balancer', () => {
    for (const namespace of view.namespaces.filter(({ kind }) => kind === 'loadBalancer')) {
      const told = view.interfaces
        .filter(({ namespaceId }) => namespaceId === namespace.id)
        .flatMap(({ addresses }) => addresses.map(({ prefix }) => prefix.split('/')[0]))
      const virtual = services
        .flatMap(({ Endpoint }) => Endpoint.VirtualIPs ?? [])
        .filter(({ NetworkID }) => NetworkID === namespace.networkId)
        .map(({ Addr }) => Addr.split('/')[0])
        .filter((address) => markOf(raw(namespace.inode)['iptables-save'], address ?? '') !== null)
      for (const address of virtual) expect(told).toContain(address)
    }
  })
})
