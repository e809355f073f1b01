import { indexOf } from '../analyse/topology-index.ts'
import type { Topology } from '../model/topology.ts'

export type OpenPort = { protocol: 'tcp' | 'udp'; port: number; says: string }

/** The ports that an end is known to have open to others, by its listening sockets or by what its image exposes. */
export function openPorts(topology: Topology, subject: string): OpenPort[] {
  const index = indexOf(topology)
  const id = subject.slice(subject.indexOf(':') + 1)
  const container = subject.startsWith('container:') ? topology.containers.find((one) => one.id === id) : undefined
  const service = subject.startsWith('service:') ? topology.services.find((one) => one.id === id) : undefined
  const ports: OpenPort[] = []
  if (container?.namespaceId && container.networkMode !== 'host') {
    for (const { protocol, address, port, process } of index.namespace.get(container.namespaceId)?.sockets ?? []) {
      if ((protocol === 'tcp' || protocol === 'udp') && !isLoopback(address))
        ports.push({ protocol, port, says: process?.name ?? 'listens' })
    }
  }
  for (const { protocol, port } of container?.exposed ?? [])
    if (protocol === 'tcp' || protocol === 'udp') ports.push({ protocol, port, says: 'exposed' })
  for (const { protocol, targetPort } of service?.ports ?? [])
    if (protocol === 'tcp' || protocol === 'udp') ports.push({ protocol, port: targetPort, says: 'published' })
  const known = new Map(ports.map((one) => [`${one.protocol}/${one.port}`, one]))
  return [...known.values()].sort((a, b) =>
    a.protocol < b.protocol ? -1 : a.protocol > b.protocol ? 1 : a.port - b.port,
  )
}

/** The same for an end as a question names it. */
export function portsOfEnd(topology: Topology, text: string): OpenPort[] {
  const container = topology.containers.find(
    ({ id, name }) => name === text || (text.length >= 12 && id.startsWith(text)),
  )
  if (container) return openPorts(topology, `container:${container.id}`)
  const service = topology.services.find(({ name }) => text === `service:${name}`)
  return service ? openPorts(topology, `service:${service.id}`) : []
}

const isLoopback = (address: string): boolean => address.startsWith('127.') || address === '::1'
