import type { Container } from '../model/container.ts'
import type { Endpoint } from '../model/endpoint.ts'
import type { Host } from '../model/host.ts'
import type { NamespaceId } from '../model/id.ts'
import type { Interface } from '../model/interface.ts'
import type { NamespaceKind } from '../model/namespace.ts'
import type { Network } from '../model/network.ts'
import type { Node } from '../model/node.ts'
import type { Service } from '../model/service.ts'
import type { Task } from '../model/task.ts'
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
  ...container.ports.flatMap(({ hostPort, containerPort, protocol }) => [
    ...field('port', hostPort === null ? null : `${hostPort}/${protocol}`),
    ...field('port', `${containerPort}/${protocol}`),
  ]),
  ...container.exposed.flatMap(({ port, protocol }) => field('port', `${port}/${protocol}`)),
  ...listeningFields(container.namespaceId, 'container', lookup),
  ...(lookup.endpointsOfContainer.get(container.id) ?? []).flatMap(endpointFields),
  ...Object.entries(container.labels).flatMap(([key, value]) => field('label', `${key}=${value}`)),
]

/** Ports that something listens on in a namespace of this kind; that of the embedded DNS means nothing to a person. */
const listeningFields = (id: NamespaceId | null, kind: NamespaceKind, lookup: Lookup): SearchField[] => {
  const namespace = id === null ? undefined : lookup.namespace.get(id)
  if (namespace?.kind !== kind) return []
  return namespace.sockets.flatMap(({ address, port, protocol }) =>
    address === '127.0.0.11' ? [] : field('port', `${port}/${protocol}`),
  )
}

/** Ports that something listens on in the namespace of the host itself, containers in host mode included. */
export const hostPortFields = (host: Host, lookup: Lookup): SearchField[] =>
  listeningFields(host.namespaceId, 'host', lookup)

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

export const serviceFields = (service: Service): SearchField[] => [
  ...field('name', service.name),
  ...field('id', service.id),
  ...field('image', service.image),
  ...field('project', service.stack),
  ...service.virtualIps.flatMap(({ address }) => field('address', address)),
  ...service.ports.flatMap(({ publishedPort, targetPort, protocol }) => [
    ...field('port', publishedPort === null ? null : `${publishedPort}/${protocol}`),
    ...field('port', `${targetPort}/${protocol}`),
  ]),
  ...service.networks.flatMap(({ aliases }) => aliases.flatMap((alias) => field('alias', alias))),
  ...Object.entries(service.labels).flatMap(([key, value]) => field('label', `${key}=${value}`)),
]

export const taskFields = (task: Task): SearchField[] => [
  ...field('name', task.name),
  ...field('id', task.id),
  ...task.addresses.flatMap(({ prefixes }) => prefixes.flatMap((prefix) => field('address', prefix))),
]

export const nodeFields = (node: Node): SearchField[] => [
  ...field('name', node.hostname),
  ...field('id', node.id),
  ...field('address', node.address),
  ...Object.entries({ ...node.engineLabels, ...node.labels }).flatMap(([key, value]) =>
    field('label', `${key}=${value}`),
  ),
]
