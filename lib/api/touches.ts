import { recordKinds } from '../model/record-kind.ts'
import type { ContainerDetail, HostDetail, NetworkDetail, NodeDetail, ServiceDetail } from './contract.ts'
import type { Touched } from './topology-feed.ts'

/** Whether what a detail shows may have changed: one of its records did, or an endpoint joined or left it. */
export function touches(detail: Shown, touched: Touched): boolean {
  if (touched.kind === 'everything') return true
  const { put, gone } = touched.change
  const ids = shownIds(detail)
  if (recordKinds.some((kind) => put[kind]?.some(({ id }) => ids.has(id)))) return true
  if (recordKinds.some((kind) => gone[kind]?.some((id) => ids.has(id)))) return true
  if (put.endpoints?.some(({ networkId, containerId }) => ids.has(networkId) || (containerId && ids.has(containerId))))
    return true
  if (put.gaps?.some((gap) => gap.touches.some((id) => ids.has(id)))) return true
  return put.interfaces?.some(({ masterId }) => masterId !== null && ids.has(masterId)) ?? false
}

/** A detail by the kind of record that it is about. */
export type Shown =
  | { kind: 'container'; detail: ContainerDetail }
  | { kind: 'network'; detail: NetworkDetail }
  | { kind: 'host'; detail: HostDetail }
  | { kind: 'service'; detail: ServiceDetail }
  | { kind: 'node'; detail: NodeDetail }

function shownIds(shown: Shown): Set<string> {
  switch (shown.kind) {
    case 'container': {
      const { container, endpoints, interfaces, hostInterfaces } = shown.detail
      const ids = new Set<string>([container.id, ...idsOf(endpoints), ...idsOf(interfaces), ...idsOf(hostInterfaces)])
      if (container.namespaceId) ids.add(container.namespaceId)
      return ids
    }
    case 'network': {
      const { network, endpoints, interfaces } = shown.detail
      return new Set<string>([network.id, ...idsOf(endpoints), ...idsOf(interfaces)])
    }
    case 'host': {
      const { host, interfaces } = shown.detail
      const ids = new Set<string>([host.id, ...idsOf(interfaces)])
      if (host.namespaceId) ids.add(host.namespaceId)
      return ids
    }
    case 'service':
      return new Set<string>([shown.detail.service.id])
    case 'node':
      return new Set<string>([shown.detail.node.id])
    default:
      return shown satisfies never
  }
}

const idsOf = (records: readonly { id: string }[]): string[] => records.map(({ id }) => id)
