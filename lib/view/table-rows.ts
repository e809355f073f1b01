import type { Container } from '../model/container.ts'
import type { Network } from '../model/network.ts'
import type { Topology } from '../model/topology.ts'
import { portTexts, shortImage, shortName, stateWord } from './container-words.ts'
import { countMembers } from './count-members.ts'
import { type Lookup, lookUp } from './lookup.ts'
import { naturalOrder } from './natural-order.ts'
import type { ViewState } from './picture.ts'
import { addressCell, byFirstCell, cell, countCell, type Row, type Table } from './table.ts'
import { visibleRecords } from './visible-records.ts'

/** The table twin: every container of the view, attachment by attachment. */
export function containerTable(topology: Topology, view: ViewState): Table {
  const lookup = lookUp(topology)
  const visible = visibleRecords(topology, view, lookup)
  const rows = visible.containers.flatMap((one) => containerRows(one, lookup, visible.networks))
  rows.sort(byFirstCell)
  return {
    name: 'containers',
    columns: ['Container', 'Host', 'Project', 'Network', 'IPv4', 'IPv6', 'MAC', 'Ports', 'Image', 'State'],
    rows,
  }
}

function containerRows(one: Container, lookup: Lookup, networks: ReadonlyMap<string, Network>): Row[] {
  const endpoints = (lookup.endpointsOfContainer.get(one.id) ?? []).filter((endpoint) =>
    networks.has(endpoint.networkId),
  )
  const subject = `container:${one.id}`
  const host = lookup.host.get(one.hostId)?.name ?? one.hostId
  const row = (key: string, network: string, ipv4: string | null, ipv6: string | null, mac: string | null): Row => ({
    key,
    subject,
    cells: [
      cell(shortName(one.name)),
      cell(host),
      cell(one.project ?? ''),
      cell(network),
      addressCell(ipv4 === null ? [] : [ipv4]),
      addressCell(ipv6 === null ? [] : [ipv6]),
      cell(mac ?? ''),
      { text: portTexts(one.ports).join(', '), sort: one.ports[0]?.hostPort ?? one.ports[0]?.containerPort ?? 0 },
      cell(shortImage(one.image)),
      cell(stateWord(one)),
    ],
  })
  if (endpoints.length === 0) return [row(subject, modeWord(one, lookup), null, null, null)]
  return endpoints.map((endpoint) =>
    row(
      `endpoint:${endpoint.id}`,
      networks.get(endpoint.networkId)?.name ?? '',
      endpoint.ipv4,
      endpoint.ipv6,
      endpoint.mac,
    ),
  )
}

function modeWord(one: Container, lookup: Lookup): string {
  const sharer = one.sharesNamespaceOf === null ? undefined : lookup.container.get(one.sharesNamespaceOf)
  if (sharer) return `namespace of ${sharer.name}`
  return one.networkMode === 'host' || one.networkMode === 'none' ? one.networkMode : ''
}

/** The table twin: every network of the view. */
export function networkTable(topology: Topology, view: ViewState): Table {
  const lookup = lookUp(topology)
  const visible = visibleRecords(topology, view, lookup)
  const rows = [...visible.networks.values()].map((one) => networkRow(one, lookup))
  rows.sort(byFirstCell)
  return {
    name: 'networks',
    columns: ['Network', 'Driver', 'Hosts', 'Subnets', 'Gateways', 'Members', 'Flags', 'Deployment model'],
    rows,
  }
}

function networkRow(one: Network, lookup: Lookup): Row {
  const hosts = one.onHosts.map((on) => lookup.host.get(on.hostId)?.name ?? on.hostId).sort(naturalOrder)
  const flags = [
    one.internal ? 'internal' : '',
    one.attachable ? 'attachable' : '',
    one.encrypted ? 'encrypted' : '',
    one.ingress ? 'ingress' : '',
  ].filter((flag) => flag !== '')
  return {
    key: `network:${one.id}`,
    subject: `network:${one.id}`,
    cells: [
      cell(one.name),
      cell(one.driver),
      cell(hosts.join(', ')),
      addressCell(one.subnets.map((subnet) => subnet.subnet)),
      addressCell(one.subnets.flatMap((subnet) => (subnet.gateway === null ? [] : [subnet.gateway]))),
      countCell(countMembers(one.id, lookup)),
      cell(flags.join(', ')),
      cell(one.model),
    ],
  }
}
