import type { Container } from '../model/container.ts'
import type { Endpoint } from '../model/endpoint.ts'
import type { Host } from '../model/host.ts'
import type { Interface } from '../model/interface.ts'
import type { Network } from '../model/network.ts'
import type { Lookup } from './lookup.ts'

export type SearchField = {
  where:
    | 'name'
    | 'id'
    | 'image'
    | 'label'
    | 'address'
    | 'subnet'
    | 'MAC'
    | 'port'
    | 'alias'
    | 'interface'
    | 'driver'
    | 'project'
  text: string
}

const field = (where: SearchField['where'], text: string | null): SearchField[] => (text ? [{ where, text }] : [])

/** Everything of an endpoint that a person may look for. */
export const endpointFields = (endpoint: Endpoint): SearchField[] => [
  ...field('address', endpoint.ipv4),
  ...field('address', endpoint.ipv6),
  ...field('MAC', endpoint.mac),
  ...[...endpoint.names, ...endpoint.aliases].flatMap((name) => field('alias', name)),
]

export const containerFields = (container: Container, lookup: Lookup): SearchField[] => [
  ...field('name', container.name),
  ...field('id', container.id),
  ...field('image', container.image),
  ...field('project', container.project),
  ...field('project', container.service),
  ...container.ports.flatMap((port) => [
    ...field('port', port.hostPort === null ? null : String(port.hostPort)),
    ...field('port', String(port.containerPort)),
  ]),
  ...(lookup.endpointsOfContainer.get(container.id) ?? []).flatMap(endpointFields),
  ...Object.entries(container.labels).flatMap(([key, value]) => field('label', `${key}=${value}`)),
]

export const networkFields = (network: Network): SearchField[] => [
  ...field('name', network.name),
  ...field('id', network.id),
  ...field('driver', network.driver),
  ...network.subnets.flatMap((one) => [
    ...field('subnet', one.subnet),
    ...field('address', one.gateway),
    ...Object.values(one.auxiliary).flatMap((address) => field('address', address)),
  ]),
  ...Object.entries(network.labels).flatMap(([key, value]) => field('label', `${key}=${value}`)),
]

export const interfaceFields = (one: Interface): SearchField[] => [
  ...field('interface', one.name),
  ...one.alternativeNames.flatMap((name) => field('interface', name)),
  ...field('MAC', one.mac),
  ...one.addresses.flatMap((address) => field('address', address.prefix)),
]

export const hostFields = (host: Host, lookup: Lookup): SearchField[] => [
  ...field('name', host.name),
  ...field('id', host.id),
  ...field('address', host.swarm.nodeAddress),
  ...(host.namespaceId === null ? [] : (lookup.interfacesOfNamespace.get(host.namespaceId) ?? [])).flatMap((one) =>
    one.type.kind === 'veth' && one.addresses.length === 0
      ? []
      : one.addresses.flatMap((a) => field('address', a.prefix)),
  ),
]
