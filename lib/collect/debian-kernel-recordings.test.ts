import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openRecordedSource } from '../host/open-recorded-source.ts'
import type { VlanMembership } from '../model/interface.ts'
import { readAll } from './read-all.ts'
import { resolveHost } from './resolve-host.ts'

/*
 * A host on Debian's own kernel with ipvlan in all modes, VLAN parents, a bridge that filters VLANs, VRFs and a filter of tc. What is expected is worked
 * out from what `ip`, `bridge` and `tc` printed at that moment, kept raw beside the recording.
 */
type RawLink = {
  ifindex: number
  ifname: string
  link?: string
  link_index?: number
  master?: string
  linkinfo?: { info_kind?: string; info_data?: { mode?: string; id?: number; table?: number; vlan_filtering?: number } }
}
type RawNamespace = {
  'ip -j -d link show': RawLink[]
  'ip -j -4 rule show': { table: string; priority: number }[]
  'bridge vlan show': string
  'tc qdisc show': string
}

const folder = join(import.meta.dirname, 'recordings/debian-kernel-20.10')

function readRaw(inode: number | null): RawNamespace {
  const raw: RawNamespace = JSON.parse(readFileSync(join(folder, `referee/namespace-${inode}.json`), 'utf8'))
  return raw
}

const source = await openRecordedSource(folder)
const view = resolveHost(await readAll(source), source)
const namespaces = view.namespaces.map((namespace) => ({
  namespace,
  raw: readRaw(namespace.inode),
  interfaces: view.interfaces.filter(({ namespaceId }) => namespaceId === namespace.id),
}))
const hostRaw = namespaces.find(({ namespace }) => namespace.kind === 'host')
const links = namespaces.flatMap(({ raw, interfaces }) =>
  raw['ip -j -d link show'].map((link) => ({
    link,
    kind: link.linkinfo?.info_kind,
    data: link.linkinfo?.info_data ?? {},
    told: interfaces.find(({ index }) => index === link.ifindex),
  })),
)

/** Lines of `bridge vlan show`: a port with its first VLAN, then its others, indented. */
function membershipsIn(text: string): Map<string, VlanMembership[]> {
  const ports = new Map<string, VlanMembership[]>()
  let current: VlanMembership[] = []
  for (const line of text.split('\n').slice(1)) {
    const [, port, first = '', end, flags = ''] = /^(\S+)?\s+(\d+)(?:-(\d+))?(.*)$/.exec(line) ?? []
    if (port !== undefined) {
      current = []
      ports.set(port, current)
    }
    if (first === '') continue
    const words = flags.trim() === '' ? [] : (flags.match(/PVID|Egress Untagged/g) ?? [])
    current.push({ id: Number(first), end: end === undefined ? null : Number(end), flags: words })
  }
  return ports
}

describe('a host on Debian’s own kernel', () => {
  it('has every ipvlan and macvlan in its mode, on the parent that the kernel names', () => {
    const modes = new Set<string>()
    for (const { link, kind, data, told } of links.filter((one) => one.kind === 'ipvlan' || one.kind === 'macvlan')) {
      expect(told?.type).toEqual({ kind, mode: data.mode })
      const parent = view.interfaces.find(({ id }) => id === told?.parentId)
      expect(parent?.namespaceId, link.ifname).toBe(hostRaw?.namespace.id)
      expect(parent?.index).toBe(link.link_index)
      modes.add(`${kind} ${data.mode}`)
    }
    expect([...modes].sort()).toEqual(['ipvlan l2', 'ipvlan l3', 'ipvlan l3s', 'macvlan bridge'])
  })

  it('has every VLAN with its number, on its parent in the same namespace', () => {
    const found = links.filter(({ kind }) => kind === 'vlan')
    for (const { link, data, told } of found) {
      expect(told?.type).toEqual({ kind: 'vlan', vlanId: data.id })
      const parent = view.interfaces.find(({ id }) => id === told?.parentId)
      expect(parent?.name).toBe(link.link)
      expect(parent?.namespaceId).toBe(told?.namespaceId)
    }
    expect(found.length).toBeGreaterThan(3)
  })

  it('has the VLANs of the bridge that filters and of its ports, and which of them is taken for what has no tag', () => {
    let compared = 0
    for (const { raw, interfaces } of namespaces) {
      const memberships = membershipsIn(raw['bridge vlan show'])
      const filtering = raw['ip -j -d link show'].filter(
        ({ linkinfo }) => linkinfo?.info_kind === 'bridge' && linkinfo.info_data?.vlan_filtering === 1,
      )
      for (const bridge of filtering) {
        const told = interfaces.find(({ index }) => index === bridge.ifindex)
        expect(told?.type).toMatchObject({ vlanFiltering: true, vlans: memberships.get(bridge.ifname) })
        for (const port of raw['ip -j -d link show'].filter(({ master }) => master === bridge.ifname)) {
          const own = interfaces.find(({ index }) => index === port.ifindex)
          expect(own?.bridgePort?.vlans, port.ifname).toEqual(memberships.get(port.ifname))
          compared++
        }
      }
    }
    expect(compared).toBeGreaterThan(3)
  })

  it('has every VRF with its table, what is in it, and the rule that leads there', () => {
    const found = links.filter(({ kind }) => kind === 'vrf')
    for (const { link, data, told } of found) {
      expect(told?.type).toEqual({ kind: 'other', name: 'vrf', table: data.table })
      const members = (hostRaw?.raw['ip -j -d link show'] ?? []).filter(({ master }) => master === link.ifname)
      const own = view.interfaces.filter(({ masterId }) => masterId !== null && masterId === told?.id)
      expect(own.map(({ name }) => name).sort()).toEqual(members.map(({ ifname }) => ifname).sort())
      expect(members.length).toBeGreaterThan(0)
    }
    expect(found.length).toBe(2)
    const rules = hostRaw?.namespace.rules.filter(({ family }) => family === 'inet') ?? []
    expect(rules.map(({ priority }) => priority).sort()).toEqual(
      hostRaw?.raw['ip -j -4 rule show'].map(({ priority }) => priority).sort(),
    )
  })

  it('has a filter of tc exactly where a queue may hold one, and no gap', () => {
    for (const { namespace, raw } of namespaces) {
      const devices = [...(raw['tc qdisc show'] ?? '').matchAll(/^qdisc clsact \S+ dev (\S+) /gm)].map(
        ([, name]) => name,
      )
      expect([...new Set(namespace.trafficFilters.map(({ device }) => device))]).toEqual(devices)
    }
    expect(hostRaw?.namespace.trafficFilters.length).toBeGreaterThan(0)
    expect(view.gaps).toEqual([])
  })
})
