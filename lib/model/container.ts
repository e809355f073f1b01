import { z } from 'zod'
import { ContainerId, HostId, NamespaceId } from './id.ts'

export const PublishedPort = z.object({
  protocol: z.string(),
  containerPort: z.number().int(),
  /** The host's address and port; null where the port is open without a mapping (gateway mode routed) or only exposed. */
  hostAddress: z.string().nullable(),
  hostPort: z.number().int().nullable(),
})
export type PublishedPort = z.infer<typeof PublishedPort>

export const DnsSetup = z.object({
  hostname: z.string(),
  domainname: z.string(),
  servers: z.array(z.string()),
  search: z.array(z.string()),
  options: z.array(z.string()),
  extraHosts: z.array(z.string()),
})
export type DnsSetup = z.infer<typeof DnsSetup>

export const Container = z.object({
  id: ContainerId,
  hostId: HostId,
  name: z.string(),
  image: z.string(),
  /** created, running, paused, restarting, removing, exited, dead. */
  state: z.string(),
  health: z.enum(['none', 'starting', 'healthy', 'unhealthy']),
  pid: z.number().int().nullable(),
  createdAt: z.string().nullable(),
  startedAt: z.string().nullable(),
  /** Values masked where they look like secrets. */
  labels: z.record(z.string(), z.string()),
  /** `com.docker.compose.project` or `com.docker.stack.namespace`. */
  project: z.string().nullable(),
  service: z.string().nullable(),
  networkMode: z.enum(['bridge', 'host', 'none', 'container', 'named']),
  /** The container whose namespace this one lives in. */
  sharesNamespaceOf: ContainerId.nullable(),
  namespaceId: NamespaceId.nullable(),
  /** Ports that are mapped or open on the host; what is only exposed is in `exposed`. */
  ports: z.array(PublishedPort),
  exposed: z.array(z.object({ protocol: z.string(), port: z.number().int() })),
  dns: DnsSetup.nullable(),
  /** The engine no longer answers and this record is from memory. */
  remembered: z.boolean(),
  /** `inferred`: no agent reads its node, a manager tells of its task. */
  origin: z.enum(['observed', 'inferred']).default('observed'),
})
export type Container = z.infer<typeof Container>
