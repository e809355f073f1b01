import type { Topology } from '../../../model/topology.ts'
import { groupBy } from '../../group-by.ts'
import type { Classes } from './classes.ts'
import type { End, Ground } from './ground.ts'
import type { OpenPort } from './open-ports.ts'
import { isPrivatePort } from './private-ports.ts'
import type { Third } from './rules-between.ts'

/** Whom packets to an open port may be sent on to, the ports that they may have on the way, and what all ends are as senders of such. */
export type Company = {
  ends: End[]
  ports: number[]
  /** The port itself, where any other of its kind fares alike. */
  hidden: number | undefined
  classesOfSenders: readonly number[]
}

/** Ports that a sender takes by itself, and those that a kernel takes instead where two would look the same. */
const senderPorts = [41_000, 41_001, 41_002, 41_003]

const senders = new WeakMap<Classes, Map<string, readonly number[]>>()

export function companyOf(topology: Topology, classes: Classes, to: End, { port, protocol }: OpenPort): Company {
  const { thirds, translatedTo } = classes.rules
  const ends = new Set(thirds.always.ends)
  const ports = new Set([...(port === null ? [] : [port]), ...translatedTo, ...thirds.always.ports])
  const add = (third: Third | undefined): void => {
    for (const end of third?.ends ?? []) ends.add(end)
    for (const other of third?.ports ?? []) ports.add(other)
  }
  // Behind a translated port another rule may translate it again.
  for (const one of ports) add(thirds.byPort.get(one))
  if (to.kind === 'host')
    for (const { end, port: other } of publishedOf(classes).get(`${to.host.id} ${protocol} ${port}`) ?? []) {
      ends.add(end)
      ports.add(other)
    }
  ends.delete(to)
  const all = [...[...ports].sort((one, other) => one - other), ...tunnelPorts(topology), ...senderPorts]
  const isAlike = to.kind === 'host' && port !== null && ends.size === 1 && isPrivatePort(classes, port)
  const hidden = isAlike ? port : undefined
  return { ends: [...ends], ports: all, hidden, classesOfSenders: sendersAt(classes, all, hidden) }
}

function sendersAt(classes: Classes, ports: readonly number[], hidden: number | undefined): readonly number[] {
  const known = senders.get(classes) ?? new Map<string, readonly number[]>()
  senders.set(classes, known)
  const key = ports.join()
  const found = known.get(key) ?? classes.still.ground.ends.map((end) => classes.classAt(end, ports, false, hidden))
  known.set(key, found)
  return found
}

const tunnels = new WeakMap<Topology['interfaces'], readonly number[]>()

/** Packets between hosts go inside others. */
function tunnelPorts({ interfaces }: Topology): readonly number[] {
  const known = tunnels.get(interfaces)
  if (known) return known
  const found = [...new Set(interfaces.flatMap(({ type }) => (type.kind === 'vxlan' ? [type.port] : [])))].sort()
  tunnels.set(interfaces, found)
  return found
}

type Published = ReadonlyMap<string, { end: End; port: number }[]>
const published = new WeakMap<Ground, Published>()

/** By host, protocol and port of the host: whom docker-proxy hands connections on to. */
function publishedOf({ still: { ground } }: Classes): Published {
  const known = published.get(ground)
  if (known) return known
  const all = ground.ends.flatMap((end) =>
    end.containers.flatMap(({ hostId, ports }) =>
      ports.map((port) => ({ key: `${hostId} ${port.protocol} ${port.hostPort}`, end, port: port.containerPort })),
    ),
  )
  const found = groupBy(all, ({ key }) => key)
  published.set(ground, found)
  return found
}
