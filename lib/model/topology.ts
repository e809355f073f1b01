import { z } from 'zod'
import { Container } from './container.ts'
import { Contradiction } from './contradiction.ts'
import { Endpoint } from './endpoint.ts'
import { Firewall } from './firewall.ts'
import { Gap } from './gap.ts'
import { Host } from './host.ts'
import { Interface } from './interface.ts'
import { Moment } from './moment.ts'
import { Namespace } from './namespace.ts'
import { Network } from './network.ts'
import { Node } from './node.ts'
import { Service } from './service.ts'
import { HostStatus } from './status.ts'
import { Task } from './task.ts'

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
  // Lists that came later than the first release: an agent from before does not send them.
  nodes: z.array(Node).default([]),
  services: z.array(Service).default([]),
  tasks: z.array(Task).default([]),
  /** Made by the merge; one host's view has none. */
  contradictions: z.array(Contradiction).default([]),
  statuses: z.array(HostStatus),
  /** Milliseconds since the epoch: when the newest part was read. */
  readAt: Moment,
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
  nodes: [],
  services: [],
  tasks: [],
  contradictions: [],
  statuses: [],
  readAt: 0,
})
