import { z } from 'zod'

/** The engine's id where there is an engine, else the machine id; `node:NODE` for a swarm node that no agent reads. */
export const HostId = z.string().min(1).brand<'HostId'>()
export type HostId = z.infer<typeof HostId>

/** `HOST/host` for the host's own namespace, `HOST/SANDBOX` where the engine names a sandbox, else `HOST/net:INODE@BOOT`. */
export const NamespaceId = z.string().min(1).brand<'NamespaceId'>()
export type NamespaceId = z.infer<typeof NamespaceId>

/** `NAMESPACE#IFINDEX`. */
export const InterfaceId = z.string().min(1).brand<'InterfaceId'>()
export type InterfaceId = z.infer<typeof InterfaceId>

/** The engine's own 64-digit container id. */
export const ContainerId = z.string().min(1).brand<'ContainerId'>()
export type ContainerId = z.infer<typeof ContainerId>

/** The engine's own network id. */
export const NetworkId = z.string().min(1).brand<'NetworkId'>()
export type NetworkId = z.infer<typeof NetworkId>

/** The swarm's own id of a node. */
export const NodeId = z.string().min(1).brand<'NodeId'>()
export type NodeId = z.infer<typeof NodeId>

/** The swarm's own id of a service. */
export const ServiceId = z.string().min(1).brand<'ServiceId'>()
export type ServiceId = z.infer<typeof ServiceId>

/** The swarm's own id of a task. */
export const TaskId = z.string().min(1).brand<'TaskId'>()
export type TaskId = z.infer<typeof TaskId>

/** `RECORD/SUBJECT`: one contradiction a record and what is told differently of it. */
export const ContradictionId = z.string().min(1).brand<'ContradictionId'>()
export type ContradictionId = z.infer<typeof ContradictionId>

/** `NETWORK/CONTAINER`: it outlives a restart of the container, which the engine's own endpoint id does not. */
export const EndpointId = z.string().min(1).brand<'EndpointId'>()
export type EndpointId = z.infer<typeof EndpointId>

/** `HOST/gap/SOURCE`: one gap a source, however often it is met. */
export const GapId = z.string().min(1).brand<'GapId'>()
export type GapId = z.infer<typeof GapId>

export const namespaceId = (host: HostId, key: string): NamespaceId => NamespaceId.parse(`${host}/${key}`)
export const interfaceId = (namespace: NamespaceId, index: number): InterfaceId =>
  InterfaceId.parse(`${namespace}#${index}`)
export const endpointId = (network: NetworkId, owner: string): EndpointId => EndpointId.parse(`${network}/${owner}`)
export const gapId = (host: HostId, source: string): GapId => GapId.parse(`${host}/gap/${source}`)
