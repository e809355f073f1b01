import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { readAll } from '../lib/collect/read-all.ts'
import { resolveHost } from '../lib/collect/resolve-host.ts'
import { openRecordedSource } from '../lib/host/open-recorded-source.ts'
import { recordKinds } from '../lib/model/record-kind.ts'
import { emptyTopology, type HostView, Topology } from '../lib/model/topology.ts'

const recording = resolve(import.meta.dirname, '../public/demo')

/** Views of hosts from the `first` on: the recorded host under other names and ids, with as many containers as are wanted. */
export async function simulateViews(first: number, count: number, containers: number): Promise<HostView[]> {
  const source = await openRecordedSource(recording)
  const view = resolveHost(await readAll(source), source)
  await source.close()
  const copies = Math.ceil(containers / view.containers.length)
  return Array.from({ length: count }, (_, index) => simulateView(view, first + index, copies, containers))
}

/** As if one host ran the same things again and again. */
function simulateView(view: HostView, index: number, copies: number, containers: number): HostView {
  const own = emptyTopology()
  const text = JSON.stringify(view)
  for (let copy = 0; copy < copies; copy += 1) add(own, renamed(text, `host${index}`, copy))
  const kept = own.containers.slice(0, containers)
  const ids = new Set<string>(kept.map(({ id }) => id))
  return {
    ...own,
    containers: kept,
    endpoints: own.endpoints.filter(({ containerId }) => containerId === null || ids.has(containerId)),
    readAt: view.readAt,
  }
}

/** A host is told once however often its containers are. */
function add(own: Topology, more: Topology): void {
  for (const kind of recordKinds) {
    const known = new Set<string>(own[kind].map(({ id }) => id))
    const all = [...own[kind], ...more[kind].filter(({ id }) => !known.has(id))]
    Object.assign(own, { [kind]: all.sort((a, b) => (a.id < b.id ? -1 : 1)) })
  }
}

/** Ids are long and of hex digits: another host's or copy's are made from them, of the same length, and the host's own differ by host alone. */
function renamed(text: string, host: string, copy: number): Topology {
  const view = Topology.parse(JSON.parse(text))
  const [known] = view.hosts
  if (!known) throw new Error('the recording holds no host')
  const inside = text.replaceAll(known.id, host).replaceAll(`"${known.name}"`, `"${host}"`)
  const salted = inside.replace(/[0-9a-f]{64}/g, (id) => hash(`${host} ${copy} ${id}`).slice(0, 64))
  const places = salted.replace(/(host\d+)\/(?!host)([0-9a-z:_@-]+)/g, (_, name, key) => `${name}/${copy}-${key}`)
  return Topology.parse(JSON.parse(places))
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')
