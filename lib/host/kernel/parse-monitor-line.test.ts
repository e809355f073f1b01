import { expect, test } from 'vitest'
import { NeighbourFilter } from './neighbour-filter.ts'
import { parseMonitorLine } from './parse-monitor-line.ts'

test.each([
  ['[nsid 5][ROUTE]203.0.113.77 dev br0 scope link ', 5, 'route', false],
  ['[nsid current][ROUTE]Deleted fe80::/64 dev br0 proto kernel metric 256 pref medium', null, 'route', true],
  [
    '[nsid current][LINK]3: va@if2: <BROADCAST,MULTICAST> mtu 1500 qdisc noop state DOWN group default ',
    null,
    'link',
    false,
  ],
  ['[nsid 12][ADDR]2: br0    inet 10.9.0.2/24 scope global vb', 12, 'address', false],
  ['[nsid 5][RULE]32765:\tfrom all fwmark 0x7 lookup 100', 5, 'rule', false],
  ['[nsid 5][NETCONF]inet br0 rp_filter loose ', 5, 'netconf', false],
  ['[nsid current][NSID]Deleted nsid 5 (iproute2 netns name: a)', null, 'namespace', true],
])('%s', (line, nsid, kind, isDeleted) => {
  expect(parseMonitorLine(line)).toMatchObject({ nsid, kind, isDeleted })
})

test('second lines and foreign text are nothing', () => {
  for (const line of ['    link/ether f2:21:0f:0a:00:6c brd ff:ff:ff:ff:ff:ff', '[nsid 5][STATS]', 'x', '']) {
    expect(parseMonitorLine(line)).toBeNull()
  }
})

test('a neighbour is news when it comes, changes, fails or goes, not when it ages', () => {
  const filter = new NeighbourFilter()
  const isNews = (text: string) => {
    const line = parseMonitorLine(`[nsid 5][NEIGH]${text} `)
    return line !== null && filter.isNews(line)
  }
  expect(isNews('10.9.0.1 dev br0 lladdr e2:4f:7e:ba:3c:98 STALE')).toBe(true)
  expect(isNews('10.9.0.1 dev br0 lladdr e2:4f:7e:ba:3c:98 PROBE')).toBe(false)
  expect(isNews('10.9.0.1 dev br0 lladdr e2:4f:7e:ba:3c:98 REACHABLE')).toBe(false)
  expect(isNews('10.9.0.1 dev br0 lladdr e2:4f:7e:00:00:00 REACHABLE')).toBe(true)
  expect(isNews('10.9.0.1 dev br0 FAILED')).toBe(true)
  expect(isNews('10.9.0.1 dev br0 FAILED')).toBe(false)
  expect(isNews('10.9.0.1 dev br0 lladdr e2:4f:7e:00:00:00 PERMANENT')).toBe(true)
  expect(isNews('Deleted 10.9.0.1 dev br0 FAILED')).toBe(true)
  expect(isNews('dev va lladdr 02:00:00:00:00:51 NOARP')).toBe(true)
  expect(isNews('dev va lladdr 02:00:00:00:00:52 REACHABLE')).toBe(true)
  expect(isNews('dev va lladdr 02:00:00:00:00:52 STALE')).toBe(false)
})
