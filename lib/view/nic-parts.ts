import type { PublishedPort } from '../model/container.ts'
import type { Host } from '../model/host.ts'
import type { Interface } from '../model/interface.ts'
import { barLabels } from './bar-parts.ts'
import { portTexts } from './container-words.ts'
import { globalPrefixes } from './host-nics.ts'
import { inertText } from './inert-text.ts'
import { measures } from './measures.ts'
import type { Bar, Rect } from './picture.ts'

/** What is open to the outside of a host: ports of its own containers, and those of the swarm's mesh. */
export type OpenPorts = { published: readonly PublishedPort[]; mesh: readonly string[] }

/** Bars of a host's interfaces, the lowest ending at `bottom`; a bar of its own says when none could be read. */
export function nicBars(host: Host, nics: readonly Interface[], open: OpenPorts, frame: Rect): Bar[] {
  const list: (Interface | null)[] = nics.length === 0 ? [null] : [...nics]
  const top = frame.y + frame.height - measures.framePad - nicsHeight(list.length)
  return list.map((nic, row) => {
    const rect = {
      x: frame.x + measures.framePad,
      y: top + row * (measures.nicHeight + measures.nicGap),
      width: frame.width - 2 * measures.framePad,
      height: measures.nicHeight,
    }
    return nicBar(host, nic, open, rect)
  })
}

export const nicsHeight = (count: number): number =>
  Math.max(1, count) * (measures.nicHeight + measures.nicGap) - measures.nicGap

function nicBar(host: Host, nic: Interface | null, open: OpenPorts, rect: Rect): Bar {
  const name = nic === null ? 'host network' : nic.name
  const facts = nic === null ? unreadFacts(host, open) : nicFacts(nic, open)
  return {
    kind: 'bar',
    ...rect,
    key: nic === null ? `interfaces:${host.id}` : `interface:${nic.id}`,
    subject: nic === null ? `host:${host.id}` : `interface:${nic.id}`,
    name: inertText(name),
    labels: barLabels(name, facts, { x1: rect.x + 12, x2: rect.x + rect.width - 12 }, rect.y + rect.height / 2 + 4),
    title: inertText([`interface ${name} of ${host.name}`, ...facts].join(' · ')),
    role: 'nic',
    hue: 'underlay',
    networkId: null,
    interfaceId: nic?.id ?? null,
    hostId: host.id,
    internal: false,
    members: 0,
    tunnel: null,
  }
}

/** Of a node that only managers tell of they know the address. */
function unreadFacts(host: Host, open: OpenPorts): string[] {
  const address = host.origin === 'inferred' ? host.swarm.nodeAddress : null
  return address === null
    ? ['interfaces not read']
    : [address, 'as managers see it', ...arrivals(portsAt([address], open.published), open.mesh)]
}

const arrivals = (published: readonly string[], mesh: readonly string[]): string[] => [
  ...(published.length > 0 ? [`in ${published.join(' ')}`] : []),
  ...(mesh.length > 0 ? [`mesh ${mesh.join(' ')}`] : []),
]

function nicFacts(nic: Interface, open: OpenPorts): string[] {
  const addresses = globalPrefixes(nic)
  const arriving = addresses.length === 0 ? [] : arrivals(portsAt(addresses, open.published), open.mesh)
  return [
    ...(addresses.length > 0 ? addresses : ['no address']),
    ...(nic.up && nic.operationalState !== 'DOWN' ? [] : ['down']),
    ...arriving,
    ...(nic.mtu === 1500 ? [] : [`mtu ${nic.mtu}`]),
  ]
}

/** Published ports that arrive at these addresses. */
function portsAt(addresses: readonly string[], ports: readonly PublishedPort[]): string[] {
  const own = new Set(['0.0.0.0', '::', '', ...addresses.map((prefix) => prefix.split('/', 1)[0])])
  const here = ports.filter((port) => port.hostPort !== null && own.has(port.hostAddress ?? ''))
  if (addresses.length === 0) return []
  return [...new Set(portTexts(here).map((text) => (text.split(' → ')[0] ?? '').replace(/^.*:/, '')))]
}
