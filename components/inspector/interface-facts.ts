import type { Interface } from '../../lib/model/interface.ts'

/** What only this kind of interface has, as `ip -d link` shows it. */
export function kindFacts({ type, promiscuous }: Interface): [string, string | null][] {
  return [...factsOf(type), ['promiscuous', promiscuous ? 'yes' : null]]
}

function factsOf(type: Interface['type']): [string, string | null][] {
  switch (type.kind) {
    case 'bridge':
      return [
        ['VLAN filtering', onOff(type.vlanFiltering)],
        ['STP', onOff(type.stp)],
        ['nf_call_iptables', onOff(type.nfCallIptables)],
        ['nf_call_ip6tables', onOff(type.nfCallIp6tables)],
      ]
    case 'vxlan':
      return [
        ['VNI', String(type.vni)],
        ['UDP port', String(type.port)],
        ['local', type.local],
        ['remote', type.remote],
        ['learning', onOff(type.learning)],
        ['VXLAN flags', type.flags.join(' ') || null],
      ]
    case 'vlan':
      return [['VLAN', String(type.vlanId)]]
    case 'macvlan':
    case 'ipvlan':
      return [['mode', type.mode]]
    case 'loopback':
    case 'physical':
    case 'veth':
    case 'other':
      return []
    default:
      return type satisfies never
  }
}

const onOff = (on: boolean): string => (on ? 'on' : 'off')
