import { z } from 'zod'
import { Container } from './container.ts'
import { Endpoint } from './endpoint.ts'
import { Firewall } from './firewall.ts'
import { Gap } from './gap.ts'
import { Host } from './host.ts'
import { Interface } from './interface.ts'
import { Namespace } from './namespace.ts'
import { Network } from './network.ts'
import { HostStatus } from './status.ts'

/** Flat lists of records, each sorted by id. The same shape holds one host's view and, merged, all hosts'. */
export const Topology = z.object({
  hosts: z.array(Host),
  namespaces: z.array(Namespace),
  interfaces: z.array(Interface),
  networks: z.array(Network),
  endpoints: z.array(Endpoint),
  containers: z.array(Container),
  firewalls: z.array(Firewall),
  gaps: z.array(Gap),
  statuses: z.array(HostStatus),
  /** Milliseconds since the epoch: when the newest part was read. */
  readAt: z.number(),
})
export type Topology = z.infer<typeof Topology>

/** What an agent knows of its one host: a topology of one host. */
export type HostView = Topology

export const emptyTopology = (): Topology => ({
  hosts: [],
  namespaces: [],
  interfaces: [],
  networks: [],
  endpoints: [],
  containers: [],
  firewalls: [],
  gaps: [],
  statuses: [],
  readAt: 0,
})
