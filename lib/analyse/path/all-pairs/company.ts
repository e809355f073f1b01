import type { Topology } from '../../../model/topology.ts'
import { groupBy } from '../../group-by.ts'
import { keptFor } from '../../kept-for.ts'
import type { Classes } from './classes.ts'
import type { End, Ground } from './ground.ts'
import { isSameList } from './is-same-list.ts'
import type { OpenPort } from './open-ports.ts'
import { isPrivatePort } from './private-ports.ts'
import type { Third } from './rules-between.ts'

/** Whom packets to an open port may be sent on to, the ports that they may have on the way, and what an end is as a sender of such. */
export type Company = {
  ends: readonly End[]
  ports: readonly number[]
  /** The port itself, where any other of its kind fares alike. */
  hidden: number | undefined
  senderClass: (from: End) => number
}

/** Whether one of before is the same, as long as none of its ends is another. */
export const isSameCompany = (one: Company, other: Company): boolean =>
  one.hidden === other.hidden && isSameList(one.ends, other.ends) && isSameList(one.ports, other.ports)

/** Ports that a sender takes by itself, and those that a kernel takes instead where two would look the same. */
const senderPorts = [41_000, 41_001, 41_002, 41_003]

type Kept = { companies: Map<number | null, Company>; senders: Map<string, Company['senderClass']> }
const kept = new WeakMap<Classes, Kept>()

export function companyOf(topology: Topology, classes: Classes, to: End, { port, protocol }: OpenPort): Company {
  const known: Kept = kept.get(classes) ?? { companies: new Map(), senders: new Map() }
  kept.set(classes, known)
  if (to.kind === 'host') {
    const published = publishedOf(classes.still.ground).get(`${to.host.id} ${protocol} ${port}`) ?? []
    return gather(topology, classes, known, { port, published, to })
  }
  const found = known.companies.get(port) ?? gather(topology, classes, known, { port, published: [], to: null })
  known.companies.set(port, found)
  return found.ends.includes(to) ? { ...found, ends: found.ends.filter((end) => end !== to) } : found
}

type Sought = { port: number | null; published: readonly { end: End; port: number }[]; to: End | null }

function gather(topology: Topology, classes: Classes, known: Kept, { port, published, to }: Sought): Company {
  const { thirds, translatedTo } = classes.rules
  const ends = new Set(thirds.always.ends)
  const ports = new Set([...(port === null ? [] : [port]), ...translatedTo, ...thirds.always.ports])
  const add = (third: Third | undefined): void => {
    for (const end of third?.ends ?? []) ends.add(end)
    for (const other of third?.ports ?? []) ports.add(other)
  }
  // Behind a translated port another rule may translate it again.
  for (const one of ports) add(thirds.byPort.get(one))
  for (const { end, port: other } of published) {
    ends.add(end)
    ports.add(other)
  }
  if (to) ends.delete(to)
  const all = [...[...ports].sort((one, other) => one - other), ...tunnelPorts(topology.interfaces), ...senderPorts]
  const isAlike = to !== null && port !== null && ends.size === 1 && isPrivatePort(classes, port)
  const hidden = isAlike ? port : undefined
  const key = `${all.join()} ${hidden}`
  const senderClass = known.senders.get(key) ?? sendersAt(classes, all, hidden)
  known.senders.set(key, senderClass)
  return { ends: [...ends], ports: all, hidden, senderClass }
}

function sendersAt(classes: Classes, ports: readonly number[], hidden: number | undefined): Company['senderClass'] {
  const numbers = new Int32Array(classes.still.ground.ends.length).fill(-1)
  return (from) => {
    const found = numbers[from.place] ?? -1
    if (found >= 0) return found
    const number = classes.classAt(from, ports, false, hidden)
    numbers[from.place] = number
    return number
  }
}

/** Packets between hosts go inside others. */
const tunnelPorts = keptFor((interfaces: Topology['interfaces']): readonly number[] =>
  [...new Set(interfaces.flatMap(({ type }) => (type.kind === 'vxlan' ? [type.port] : [])))].sort(),
)

type Published = ReadonlyMap<string, { end: End; port: number }[]>
/** By host, protocol and port of the host: whom docker-proxy hands connections on to. */
const publishedOf = keptFor((ground: Ground): Published => {
  const all = ground.ends.flatMap((end) =>
    end.containers.flatMap(({ hostId, ports }) =>
      ports.map((port) => ({ key: `${hostId} ${port.protocol} ${port.hostPort}`, end, port: port.containerPort })),
    ),
  )
  return groupBy(all, ({ key }) => key)
})
