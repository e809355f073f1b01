import { expect, test } from 'vitest'
import { findTunnels } from '../analyse/find-tunnels.ts'
import type { Topology } from '../model/topology.ts'
import { drawSvg } from './draw-svg.ts'
import { findRecords } from './find-records.ts'
import { highlight } from './highlight.ts'
import { defaultViewState, type Picture } from './picture.ts'
import { pictureFaults } from './picture-faults.ts'
import { planPicture } from './plan-picture.ts'
import { swarmShop, twoZones } from './sample-swarms.ts'
import { seededTopology } from './seeded-topology.ts'
import { tunnelTable } from './tunnel-table.ts'

const drawn = (topology: Topology, view = {}): Picture => planPicture(topology, { ...defaultViewState, ...view })
const frameOf = (picture: Picture, name: string) => picture.frames.find((one) => one.name === name)
const words = (picture: Picture, name: string): string[] =>
  frameOf(picture, name)?.badges.map(({ label }) => label.text) ?? []
/** Once each, however many rows of hosts a tunnel has a bar in. */
const tunnelsOf = (picture: Picture) => {
  const bars = picture.bars.filter(({ role }) => role === 'tunnel')
  return bars.filter(({ subject }, at) => bars.findIndex((other) => other.subject === subject) === at)
}

test('every host says in words what it is and how well it is seen', () => {
  const shop = drawn(swarmShop())
  expect(['host1', 'host2', 'host3', 'host4'].map((name) => words(shop, name))).toEqual([
    ['leader'],
    ['manager'],
    [],
    ['stale'],
  ])
  const zones = drawn(twoZones())
  expect(words(zones, 'host2')).toEqual(['drained'])
  expect(words(zones, 'host4')).toEqual(['no agent'])
  expect([...shop.frames, ...zones.frames].map(({ sight }) => sight)).toEqual([
    'seen',
    'seen',
    'seen',
    'stale',
    'seen',
    'seen',
    'seen',
    'unread',
  ])
  expect(frameOf(shop, 'host4')?.title).toContain('last heard 2026-11-23 09:38:12 UTC: connect ETIMEDOUT')
})

test('a node that is down looks and says so', () => {
  const topology = twoZones()
  for (const node of topology.nodes) if (node.hostname === 'host4') node.state = 'down'
  const picture = drawn(topology)
  expect(words(picture, 'host4')).toEqual(['down', 'no agent'])
  expect(frameOf(picture, 'host4')?.sight).toBe('down')
})

test('cards say service and slot, with the stack only where two stacks have the same', () => {
  const names = drawn(swarmShop()).cards.map(({ name }) => name)
  expect(names).toContain('web.1')
  expect(names).toContain('exporter')
  expect(names.filter((name) => name.length > 20)).toEqual([])
  const topology = swarmShop()
  for (const one of topology.containers) {
    if (!one.name.startsWith('monitoring_exporter') || one.hostId !== topology.hosts[0]?.id) continue
    one.name = one.name.replace('exporter', 'db').replace(/\.n1x*/, '.1')
    one.service = 'monitoring_db'
  }
  const apart = drawn(topology).cards.map(({ name }) => name)
  expect(apart).toContain('shop_db.1')
  expect(apart).toContain('monitoring_db.1')
})

test('what only managers tell of looks different, down to the line and the wire', () => {
  const picture = drawn(twoZones())
  const unread = frameOf(picture, 'host4')?.hostId
  for (const card of picture.cards) expect(card.unseen, card.name).toBe(card.hostId === unread)
  for (const card of picture.cards.filter(({ unseen }) => unseen)) {
    expect(card.labels.map(({ text }) => text).join()).toContain('not seen')
    for (const drop of picture.drops.filter(({ from }) => from === card.key)) expect(drop.origin).toBe('inferred')
  }
  expect(picture.uplinks.filter(({ style }) => style === 'told').length).toBe(1)
})

test('hosts stand by zone and subnet, each group on its ground, with the router of their routes between the wires', () => {
  const picture = drawn(twoZones())
  expect(picture.zones.map(({ labels }) => labels.map(({ text }) => text).join(' '))).toEqual([
    'zone a 198.51.100.0/24 · 2 hosts',
    'zone b 203.0.113.0/24 · 2 hosts',
  ])
  const router = picture.bars.find(({ role }) => role === 'router')
  const ways = picture.uplinks.filter(({ to }) => to === router?.key)
  expect(ways.map(({ plate }) => plate?.label.text).sort()).toEqual(['gateway 198.51.100.1', 'gateway 203.0.113.1'])
  expect(drawn(swarmShop()).zones).toEqual([])
  expect(drawn(swarmShop()).bars.some(({ role }) => role === 'router')).toBe(false)
})

test('a host of ours that is the gateway is no unknown router', () => {
  const topology = twoZones()
  const [nic] = topology.interfaces
  nic?.addresses.push({ prefix: '198.51.100.1/24', family: 'inet', scope: 'global', flags: [] })
  expect(drawn(topology).bars.some(({ role }) => role === 'router')).toBe(false)
})

test('tunnels come on demand: all, or those of what is selected', () => {
  const topology = swarmShop()
  const all = findTunnels(topology)
  expect(tunnelsOf(drawn(topology))).toEqual([])
  const shown = tunnelsOf(drawn(topology, { showTunnels: true })).map(({ subject }) => subject)
  expect(shown.sort()).toEqual(all.map(({ id }) => `tunnel:${id}`).sort())
  const vault = topology.networks.find(({ name }) => name === 'shop_vault')
  const ofVault = all.filter(({ networks }) => networks.some(({ networkId }) => networkId === vault?.id))
  const selected = tunnelsOf(drawn(topology, { selected: `network:${vault?.id}` })).map(({ subject }) => subject)
  expect(selected).toEqual(ofVault.map(({ id }) => `tunnel:${id}`))
  const host = topology.hosts[0]?.id
  expect(tunnelsOf(drawn(topology, { selected: `host:${host}` })).length).toBe(
    all.filter(({ hostIds }) => hostIds.some((id) => id === host)).length,
  )
})

test('a tunnel that one end alone believes in is told apart, at the very end that is silent', () => {
  const topology = twoZones()
  const picture = drawn(topology, { showTunnels: true })
  const lame = tunnelsOf(picture).filter(({ tunnel }) => tunnel?.agreed === 'one-sided')
  expect(lame.map(({ name }) => name)).toEqual(['host1 – host3'])
  expect(lame[0]?.labels.map(({ text }) => text).join()).toContain('one-sided')
  const silent = picture.uplinks.filter(({ style }) => style === 'silent')
  expect(silent.map(({ from }) => picture.bars.find(({ key }) => key === from)?.hostId)).toEqual([
    topology.hosts.find(({ name }) => name === 'host3')?.id,
  ])
})

test('a host, an overlay, a service and a node light what is theirs', () => {
  const topology = swarmShop()
  const picture = drawn(topology, { showTunnels: true })
  const lit = (name: string) => highlight(picture, name) ?? new Set()
  const web = topology.services.find(({ name }) => name === 'shop_web')
  const cards = picture.cards.filter(({ key }) => lit(`service:${web?.id}`).has(key)).map(({ name }) => name)
  expect(cards).toEqual(['web.1', 'web.2', 'web.3'])
  const [node] = topology.nodes
  expect([...lit(`node:${node?.id}`)]).toEqual([...lit(`host:${topology.hosts[0]?.id}`)])
  const tunnels = tunnelsOf(picture).filter(({ key }) => lit(`host:${topology.hosts[0]?.id}`).has(key))
  expect(tunnels.map(({ name }) => name).sort()).toEqual(['host1 – host2', 'host1 – host3', 'host1 – host4'])
})

test('many hosts stand in rows, and what spans rows is one thing with rails between', () => {
  const topology = seededTopology(7, { hosts: 14, containersPerHost: 6, overlays: 3 })
  const picture = drawn(topology, { showTunnels: true, showIdle: true })
  expect(pictureFaults(picture)).toEqual([])
  const tops = new Set(picture.frames.map(({ y }) => y))
  expect(tops.size).toBeGreaterThan(1)
  for (const rail of picture.uplinks.filter(({ style }) => style === 'rail')) {
    const [from, to] = [rail.from, rail.to].map((key) => picture.bars.find((bar) => bar.key === key)?.subject)
    expect(from).toBe(to)
  }
})

test('ports of the mesh arrive at every host, those of host mode where a task runs', () => {
  const nics = drawn(swarmShop()).bars.filter(({ role }) => role === 'nic')
  for (const nic of nics) expect(nic.title).toMatch(/in (2222 )?9100 · mesh 8080/)
})

test('a redacted file of several hosts names no zone, tunnel or gateway', () => {
  const options = { theme: 'light', title: 't', readAt: 'now', hosts: [], legend: true, filters: [] } as const
  const svg = drawSvg(drawn(twoZones(), { showTunnels: true }), { ...options, redact: true })
  expect(svg).not.toMatch(/\d+\.\d+\.\d+\.\d+|geo|host4 |zone b|host1 – /)
  expect(svg).toContain('tunnel')
})

test('the table has a row a tunnel, which leads to it', () => {
  const topology = twoZones()
  const { rows } = tunnelTable(topology)
  expect(rows.map(({ subject }) => subject).sort()).toEqual(
    findTunnels(topology)
      .map(({ id }) => `tunnel:${id}`)
      .sort(),
  )
  expect(rows.some(({ cells }) => cells.some(({ text }) => text === 'one-sided'))).toBe(true)
})

test('a task without a container is found, and leads to its service', () => {
  const topology = swarmShop()
  const [task] = topology.tasks
  if (task) Object.assign(task, { containerId: null, state: 'pending', name: 'shop_web.77' })
  const found = findRecords(topology, 'shop_web.77')
  expect(found.map(({ kind, subject }) => [kind, subject])).toEqual([['task', `service:${task?.serviceId}`]])
})
