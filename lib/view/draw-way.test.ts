import { expect, test } from 'vitest'
import type { Hop, Way } from '../analyse/path/trace.ts'
import type { Interface } from '../model/interface.ts'
import { subnet, TopologyBuilder } from './build-topology.ts'
import { drawSvg } from './draw-svg.ts'
import { drawWay } from './draw-way.ts'
import { defaultViewState } from './picture.ts'
import { planPicture } from './plan-picture.ts'

/** Two hosts on one wire; on the first, `web` and `db` share a bridge, `cron` has one of its own. */
function twoHosts() {
  const build = new TopologyBuilder()
  const [near, far] = [1, 2].map((n) =>
    build.host({ name: `host${n}`, nics: { eth0: [`192.0.2.1${n}/24`] }, gateway: '192.0.2.1' }),
  )
  if (!near || !far) throw new Error('no hosts')
  const room = build.topology.namespaces.find(({ id }) => id === near.namespaceId)
  if (!room) throw new Error('no namespace')
  const networks = ['back', 'front'].map((name, at) => {
    const bridge = build.interface(room, `br-${name}`, [`10.${at}.0.1/24`])
    const network = build.network({ name, model: 'bridge-nat', subnets: [subnet(`10.${at}.0.0/24`)], hosts: [near] })
    for (const on of network.onHosts) on.interfaceId = bridge.id
    return { network, bridge }
  })
  const member = (name: string, at: number, address: string) => {
    const own = networks[at]
    if (!own) throw new Error('no network')
    const namespace = build.namespace(near.id, 'container', name)
    const inside = build.interface(namespace, 'eth0', [address])
    const outside: Interface = build.interface(room, `veth-${name}`, [])
    outside.masterId = own.bridge.id
    const container = build.container(near, { name, namespaceId: namespace.id })
    namespace.owners.push(container.id)
    build.attach(container, own.network, address, { interfaceId: inside.id, hostInterfaceId: outside.id })
    return { container, namespace, inside, outside }
  }
  const [web, db, cron] = [
    member('web', 0, '10.0.0.2/24'),
    member('db', 0, '10.0.0.3/24'),
    member('cron', 1, '10.1.0.2/24'),
  ]
  return { topology: build.topology, build, near, far, room, web, db, cron }
}

const hop = (
  place: Pick<Hop, 'hostId' | 'namespaceId'>,
  arrivesBy: Interface | null,
  leavesBy: Interface | null,
): Hop => ({
  ...place,
  arrivesBy: arrivesBy?.id ?? null,
  leavesBy: leavesBy?.id ?? null,
  packet: 'tcp 10.0.0.2:40000 -> 10.0.0.3:80',
  steps: [],
})

const way = (outcome: Way['verdict']['outcome'], hops: Hop[]): Way => ({
  hops,
  verdict: {
    outcome,
    code: 'listener',
    says: 'So it is.',
    hostId: null,
    namespaceId: null,
    evidence: null,
    toChange: null,
  },
})

const at = (namespace: { id: Hop['namespaceId']; hostId: Hop['hostId'] }) => ({
  hostId: namespace.hostId,
  namespaceId: namespace.id,
})

test('over a bridge: both cards, the bar, their two lines, and a number for each hop', () => {
  const { topology, room, web, db, cron } = twoHosts()
  const picture = planPicture(topology, defaultViewState)
  const hops = [
    hop(at(web.namespace), null, web.inside),
    hop(at(room), web.outside, db.outside),
    hop(at(db.namespace), db.inside, null),
  ]
  const ends = { from: web.container.id, to: db.container.id, address: null }
  const drawn = drawWay(picture, topology, way('delivered', hops), ends)
  const subjects = [...picture.cards, ...picture.bars].filter(({ key }) => drawn.keys.has(key)).map(({ name }) => name)
  expect(subjects.sort()).toEqual(['back', 'db', 'web'])
  const drops = picture.drops.filter(({ key }) => drawn.keys.has(key))
  expect(drops.map(({ from }) => from).sort()).toEqual(
    [`container:${db.container.id}`, `container:${web.container.id}`].sort(),
  )
  expect(drawn.marks.map(({ hop, outcome }) => [hop, outcome])).toEqual([
    [1, null],
    [2, null],
    [3, 'delivered'],
  ])
  // The line is whole: every end of a piece is an end of another, or at a card.
  const points = drawn.lines.flatMap(({ x1, y1, x2, y2 }) => [`${x1},${y1}`, `${x2},${y2}`])
  const loose = points.filter((point) => points.filter((other) => other === point).length === 1)
  expect(loose).toHaveLength(2)
  expect(drawn.keys.has(`container:${cron.container.id}`)).toBe(false)
})

test('what is not reached is in sight, and no line leads to it', () => {
  const { topology, room, web, cron } = twoHosts()
  const picture = planPicture(topology, defaultViewState)
  const hops = [hop(at(web.namespace), null, web.inside), hop(at(room), web.outside, null)]
  const drawn = drawWay(picture, topology, way('dropped', hops), {
    from: web.container.id,
    to: null,
    address: '10.1.0.2',
  })
  expect(drawn.keys.has(`container:${cron.container.id}`)).toBe(true)
  expect(picture.drops.filter(({ key }) => drawn.keys.has(key)).map(({ from }) => from)).toEqual([
    `container:${web.container.id}`,
  ])
  expect(drawn.marks.at(-1)).toMatchObject({ hop: 2, outcome: 'dropped' })
})

test('to another host: out by NAT and the interface, over the wire between the two', () => {
  const { topology, build, near, far, room, web } = twoHosts()
  const picture = planPicture(topology, defaultViewState)
  const [out, into] = [build.nic(near, 'eth0'), build.nic(far, 'eth0')]
  const hops = [
    hop(at(web.namespace), null, web.inside),
    hop(at(room), web.outside, out),
    hop({ hostId: far.id, namespaceId: far.namespaceId }, into, null),
  ]
  const drawn = drawWay(picture, topology, way('delivered', hops), { from: web.container.id, to: null, address: null })
  const lit = (list: readonly { key: string; style: string }[]) =>
    list.filter(({ key }) => drawn.keys.has(key)).map(({ style }) => style)
  expect(lit(picture.uplinks).sort()).toEqual(['nat', 'wire', 'wire'])
  expect(
    picture.bars
      .filter(({ key }) => drawn.keys.has(key))
      .map(({ role }) => role)
      .sort(),
  ).toEqual(['network', 'nic', 'nic', 'underlay'])
})

test('the exported picture has the same way, and what is beside it steps back', () => {
  const { topology, room, web, db } = twoHosts()
  const picture = planPicture(topology, defaultViewState)
  const hops = [
    hop(at(web.namespace), null, web.inside),
    hop(at(room), web.outside, db.outside),
    hop(at(db.namespace), db.inside, null),
  ]
  const drawn = drawWay(picture, topology, way('delivered', hops), {
    from: web.container.id,
    to: db.container.id,
    address: null,
  })
  const options = {
    theme: 'light' as const,
    title: 'tcp web → db:80: delivered',
    readAt: '',
    hosts: [],
    legend: false,
    filters: [],
  }
  const plain = drawSvg(picture, options)
  const svg = drawSvg(picture, { ...options, way: drawn })
  expect(plain).not.toContain('opacity')
  expect(svg).toContain('<title>tcp web → db:80: delivered</title>')
  expect(svg.match(/<g transform="translate/g)?.length).toBe((plain.match(/<g transform="translate/g)?.length ?? 0) + 3)
  expect(svg.match(/<g opacity="0.34"><text[^>]*>cron/)).not.toBeNull()
  expect(drawSvg(picture, { ...options, way: drawn, redact: true })).not.toContain('web')
})
