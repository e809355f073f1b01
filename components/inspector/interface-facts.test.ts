import { expect, test } from 'vitest'
import { TopologyBuilder } from '../../lib/view/build-topology.ts'
import { kindFacts } from './interface-facts.ts'

const build = new TopologyBuilder()
const nic = build.nic(build.host({ name: 'host1', nics: { eth0: [] } }), 'eth0')

test('a bridge tells what of it passes the firewall and whether it filters by VLAN', () => {
  const bridge = {
    kind: 'bridge',
    stp: false,
    vlanFiltering: true,
    nfCallIptables: true,
    nfCallIp6tables: false,
  } as const
  expect(kindFacts({ ...nic, type: bridge, promiscuous: true })).toEqual([
    ['VLAN filtering', 'on'],
    ['STP', 'off'],
    ['nf_call_iptables', 'on'],
    ['nf_call_ip6tables', 'off'],
    ['promiscuous', 'yes'],
  ])
})

test('a VXLAN device tells its VNI, port and ends', () => {
  const vxlan = {
    kind: 'vxlan',
    vni: 4097,
    port: 4789,
    local: null,
    remote: null,
    learning: true,
    flags: ['proxy'],
  } as const
  const facts = kindFacts({ ...nic, type: { ...vxlan, flags: [...vxlan.flags] } }).filter(([, value]) => value !== null)
  expect(facts).toEqual([
    ['VNI', '4097'],
    ['UDP port', '4789'],
    ['learning', 'on'],
    ['VXLAN flags', 'proxy'],
  ])
})
