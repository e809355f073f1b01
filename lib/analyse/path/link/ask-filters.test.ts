import { describe, expect, it } from 'vitest'
import { parseTrafficFilters } from '../../../collect/parse-traffic-filters.ts'
import { ipOf } from '../ip.ts'
import type { Packet } from '../packet.ts'
import { askFilters } from './ask-filters.ts'
import type { Frame } from './frame.ts'

/* As tc printed it on Debian's kernel. */
const printed = `> va ingress
filter protocol ip pref 7 flower chain 0 
filter protocol ip pref 7 flower chain 0 handle 0x1 
  eth_type ipv4
  ip_proto udp
  dst_ip 10.0.0.0/8
  src_ip 10.0.0.1
  dst_port 53-60
  not_in_hw
	action order 1: gact action pass
	 random type none pass val 0
	 index 3 ref 1 bind 1

filter protocol ip pref 8 flower chain 0 
filter protocol ip pref 8 flower chain 0 handle 0x1 
  eth_type ipv4
  ip_proto udp
  not_in_hw
	action order 1: gact action drop
	 random type none pass val 0
	 index 4 ref 1 bind 1

filter protocol ip pref 11 u32 chain 0 
filter protocol ip pref 11 u32 chain 0 fh 800: ht divisor 1 
filter protocol ip pref 11 u32 chain 0 fh 800::800 order 2048 key ht 800 bkt 0 terminal flowid not_in_hw 
  match 00000050/0000ffff at 20
	action order 1: gact action drop
	 random type none pass val 0
	 index 6 ref 1 bind 1
`
const filters = parseTrafficFilters(printed).value

const must = (text: string) => {
  const ip = ipOf(text)
  if (!ip) throw new Error(text)
  return ip
}

const frame = (more: Partial<Packet>, vlan: number | null = null): Frame => ({
  ...{ sourceMac: null, destinationMac: null, vlan },
  payload: {
    kind: 'packet',
    packet: {
      ...{ family: 'inet', source: must('10.0.0.1'), destination: must('10.0.0.2'), protocol: 'udp' },
      ...{ sourcePort: 40000, destinationPort: 53, role: 'request', reset: false, size: 84, dontFragment: true },
      ...{ timeToLive: 64, mark: 0, about: null, vni: null, ...more },
    },
  },
})

const kindOf = (text: string, more: Partial<Packet> = {}) =>
  askFilters(parseTrafficFilters(`> vb root\n${text}\n`).value, frame(more)).kind

describe('filters of tc', () => {
  it('lets pass what an earlier filter lets pass, and drops what only a later one matches', () => {
    expect(askFilters(filters, frame({})).kind).toBe('pass')
    expect(askFilters(filters, frame({ destinationPort: 61 }))).toMatchObject({ kind: 'drop', filter: filters[1] })
    expect(askFilters(filters, frame({ source: must('10.0.0.3') })).kind).toBe('drop')
    expect(askFilters(filters, frame({ destination: must('11.0.0.2') })).kind).toBe('drop')
  })

  it('does not know what a classifier does that is not read, once it is that one’s turn', () => {
    expect(askFilters(filters, frame({ protocol: 'tcp' })).kind).toBe('unknown')
  })

  it('looks at no frame of another protocol, and at none with a tag', () => {
    const first = filters.slice(0, 2)
    const v6 = { family: 'inet6', source: must('fd00::1'), destination: must('fd00::2') } as const
    expect(askFilters(first, frame(v6)).kind).toBe('pass')
    expect(askFilters(first, frame({ destinationPort: 61 }, 20)).kind).toBe('pass')
    const question: Frame = { ...frame({}), payload: { kind: 'ask', target: must('10.0.0.2'), sender: null } }
    expect(askFilters(first, question).kind).toBe('pass')
  })

  it('does not know the ports of a datagram in parts', () => {
    expect(askFilters(filters, frame({ size: 1500, dontFragment: false })).kind).toBe('unknown')
  })

  it('knows a queue that loses all, or only delays, and no other', () => {
    expect(kindOf('qdisc netem root refcnt 3 limit 1000 loss 100%')).toBe('drop')
    expect(kindOf('qdisc netem root refcnt 3 limit 1000 delay 20ms  5ms loss 100%')).toBe('drop')
    expect(kindOf('qdisc netem root refcnt 3 limit 1000 delay 20ms')).toBe('pass')
    expect(kindOf('qdisc netem root refcnt 3 limit 1000 loss 10%')).toBe('unknown')
    expect(kindOf('qdisc tbf root refcnt 3 rate 1Mbit burst 4Kb lat 50ms')).toBe('unknown')
  })
})
