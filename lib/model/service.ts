import { z } from 'zod'
import { Prefix } from './address.ts'
import { NetworkId, ServiceId } from './id.ts'

export const ServicePort = z.object({
  protocol: z.string(),
  targetPort: z.number().int(),
  /** Null until the swarm has given one. */
  publishedPort: z.number().int().nullable(),
  /** `ingress`: on every node, by the routing mesh. `host`: on the nodes that run a task. */
  mode: z.enum(['ingress', 'host']),
})
export type ServicePort = z.infer<typeof ServicePort>

/** A service of a swarm, as its managers tell of it (`GET /services`). */
export const Service = z.object({
  id: ServiceId,
  name: z.string(),
  image: z.string(),
  mode: z.enum(['replicated', 'global', 'replicated-job', 'global-job', 'unknown']),
  /** Tasks wanted at once; null where the mode is global. */
  replicas: z.number().int().nullable(),
  endpointMode: z.enum(['vip', 'dnsrr']),
  /** One virtual address a network; none with dnsrr. */
  virtualIps: z.array(z.object({ networkId: NetworkId, address: Prefix })),
  ports: z.array(ServicePort),
  networks: z.array(z.object({ networkId: NetworkId, aliases: z.array(z.string()) })),
  constraints: z.array(z.string()),
  labels: z.record(z.string(), z.string()),
  /** `com.docker.stack.namespace`. */
  stack: z.string().nullable(),
  /** `updating`, `paused`, `rollback_started`, ...; null where nothing was ever updated. */
  updateState: z.string().nullable(),
  createdAt: z.string().nullable(),
  version: z.number().int(),
})
export type Service = z.infer<typeof Service>
