import { describe, expect, it } from 'vitest'
import { applyChange } from './apply-change.ts'
import { compareViews } from './compare-views.ts'
import { Firewall } from './firewall.ts'
import { Namespace, type Neighbour } from './namespace.ts'
import { emptyTopology, type HostView } from './topology.ts'

const aNeighbour = (state: string): Neighbour => ({
  family: 'inet',
  address: '10.0.0.2',
  mac: '02:42:0a:00:00:02',
  device: 'eth0',
  state: [state],
  proxy: false,
})

const aNamespace = (id: string, neighbours: Neighbour[] = [], sysctls: Record<string, string> = {}) =>
  Namespace.parse({
    id,
    hostId: 'h',
    kind: 'container',
    inode: 1,
    file: null,
    pid: null,
    owners: [],
    networkId: null,
    routes: [],
    rules: [],
    neighbours,
    fdb: [],
    sockets: [],
    ipvs: [],
    trafficFilters: [],
    transforms: [],
    sysctls,
    resolvConf: null,
    hostsFile: null,
    interfaceIds: [],
  })

const aFirewall = (text: string, packets: number) =>
  Firewall.parse({
    id: 'ns',
    hostId: 'h',
    tables: [
      {
        backend: 'iptables-nft',
        family: 'ip',
        name: 'filter',
        objects: [],
        chains: [
          {
            name: 'FORWARD',
            hook: 'forward',
            priority: '0',
            type: 'filter',
            policy: 'drop',
            policyPackets: packets,
            policyBytes: packets,
            rules: [{ text, packets, bytes: packets * 60 }],
          },
        ],
      },
    ],
  })

const aView = (changes: Partial<HostView>): HostView => ({ ...emptyTopology(), ...changes })

describe('compareViews', () => {
  it('takes counters and neighbour ageing as no change', () => {
    const held = aView({ namespaces: [aNamespace('ns', [aNeighbour('STALE')])], firewalls: [aFirewall('-j DROP', 1)] })
    const next = aView({ namespaces: [aNamespace('ns', [aNeighbour('PROBE')])], firewalls: [aFirewall('-j DROP', 9)] })
    expect(compareViews(held, next)).toBeNull()
  })

  it.each([
    ['a neighbour that failed', { namespaces: [aNamespace('ns', [aNeighbour('FAILED')])] }],
    ['another neighbour', { namespaces: [aNamespace('ns', [])] }],
    ['a sysctl named like a counter', { namespaces: [aNamespace('ns', [aNeighbour('STALE')], { packets: '1' })] }],
    ['another rule', { firewalls: [aFirewall('-j ACCEPT', 1)] }],
  ])('sees %s', (_what, changes) => {
    const held = aView({ namespaces: [aNamespace('ns', [aNeighbour('STALE')])], firewalls: [aFirewall('-j DROP', 1)] })
    expect(compareViews(held, { ...held, ...changes })).not.toBeNull()
  })

  it('names only what changed, so that the change brings the held view to the next one', () => {
    const held = aView({ namespaces: [aNamespace('a'), aNamespace('b'), aNamespace('c')] })
    const next = aView({ namespaces: [aNamespace('a'), aNamespace('b', [], { x: '1' }), aNamespace('d')], readAt: 5 })
    const change = compareViews(held, next)
    expect(change?.put.namespaces?.map(({ id }) => id)).toEqual(['b', 'd'])
    expect(change?.gone).toEqual({ namespaces: ['c'] })
    expect(change && applyChange(held, change)).toEqual(next)
  })
})
