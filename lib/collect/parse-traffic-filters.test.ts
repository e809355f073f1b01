import { expect, test } from 'vitest'
import { parseLinks } from './parse-links.ts'
import { parseTrafficFilters } from './parse-traffic-filters.ts'

test('filters are read with their device and direction, without the heads of their classifiers', () => {
  const text = `> va ingress
filter protocol all pref 49152 bpf chain 0 
filter protocol all pref 49152 bpf chain 0 handle 0x1 flowid 1:1 direct-action bytecode '1,6 0 0 2'
> va egress
> vb root
qdisc netem root refcnt 2 limit 1000 loss 10%
`
  expect(parseTrafficFilters(text)).toEqual({
    value: [
      {
        device: 'va',
        direction: 'ingress',
        text: "filter protocol all pref 49152 bpf chain 0 handle 0x1 flowid 1:1 direct-action bytecode '1,6 0 0 2'",
      },
      { device: 'vb', direction: 'root', text: 'qdisc netem root refcnt 2 limit 1000 loss 10%' },
    ],
    problems: [],
  })
})

test('what stands before any device is said', () => {
  expect(parseTrafficFilters('oops\n').problems).toHaveLength(1)
})

test('a program of XDP is read off the interface', () => {
  const link = '[{"ifindex":2,"ifname":"va","xdp":{"mode":2,"prog":{"id":15,"tag":"03b13f331978c78c","jited":1}}}]'
  expect(parseLinks(link).value[0]?.program).toBe('xdpgeneric prog/xdp id 15 tag 03b13f331978c78c')
})
