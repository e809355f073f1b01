import { z } from 'zod'
import { Change } from '../model/change.ts'
import { Container } from '../model/container.ts'
import { Endpoint } from '../model/endpoint.ts'
import { Firewall, FirewallRule } from '../model/firewall.ts'
import { Gap } from '../model/gap.ts'
import { Host } from '../model/host.ts'
import { HostId, NamespaceId } from '../model/id.ts'
import { Interface } from '../model/interface.ts'
import { FdbEntry, Namespace } from '../model/namespace.ts'
import { Network } from '../model/network.ts'
import { Node } from '../model/node.ts'
import { Service } from '../model/service.ts'
import { HostStatus } from '../model/status.ts'
import { Task } from '../model/task.ts'
import { Topology } from '../model/topology.ts'

/** Every error answer, whatever the route. `code` is stable, `message` says what, where and what to do. */
export const Failure = z.object({ error: z.object({ code: z.string(), message: z.string() }) })
export type Failure = z.infer<typeof Failure>

/** The engine's inspect output with secrets masked, or the reason why there is none. */
export const Inspected = z.object({ value: z.json().nullable(), reason: z.string().nullable(), readAt: z.number() })
export type Inspected = z.infer<typeof Inspected>

/** GET /api/containers/:id. `namespace`, `interfaces` and `firewall` are of the namespace it lives in, read anew. */
export const ContainerDetail = z.object({
  container: Container,
  endpoints: z.array(Endpoint),
  namespace: Namespace.nullable(),
  interfaces: z.array(Interface),
  /** The host ends of its veths. */
  hostInterfaces: z.array(Interface),
  firewall: Firewall.nullable(),
  inspect: Inspected,
  gaps: z.array(Gap),
  readAt: z.number(),
})
export type ContainerDetail = z.infer<typeof ContainerDetail>

/** A rule that names the network's bridge, one of its subnets or an address in them, and where it stands. */
export const NamedRule = z.object({
  namespaceId: NamespaceId,
  backend: z.string(),
  family: z.string(),
  table: z.string(),
  chain: z.string(),
  rule: FirewallRule,
})
export type NamedRule = z.infer<typeof NamedRule>

/** GET /api/networks/:id */
export const NetworkDetail = z.object({
  network: Network,
  endpoints: z.array(Endpoint),
  containers: z.array(Container),
  /** The bridge (or parent), its ports and uplinks. */
  interfaces: z.array(Interface),
  fdb: z.array(FdbEntry),
  rules: z.array(NamedRule),
  inspect: Inspected,
  gaps: z.array(Gap),
  readAt: z.number(),
})
export type NetworkDetail = z.infer<typeof NetworkDetail>

/** GET /api/endpoints/:id (the id URL-encoded) */
export const EndpointDetail = z.object({
  endpoint: Endpoint,
  network: Network.nullable(),
  container: Container.nullable(),
  interface: Interface.nullable(),
  hostInterface: Interface.nullable(),
  gaps: z.array(Gap),
})
export type EndpointDetail = z.infer<typeof EndpointDetail>

/** GET /api/hosts/:id */
export const HostDetail = z.object({
  host: Host,
  /** Null where no agent reads it. */
  status: HostStatus.nullable(),
  namespace: Namespace.nullable(),
  interfaces: z.array(Interface),
  firewall: Firewall.nullable(),
  gaps: z.array(Gap),
  readAt: z.number(),
})
export type HostDetail = z.infer<typeof HostDetail>

/** GET /api/services/:id. Inspect output is a manager's. */
export const ServiceDetail = z.object({
  service: Service,
  tasks: z.array(Task),
  inspect: Inspected,
  gaps: z.array(Gap),
  readAt: z.number(),
})
export type ServiceDetail = z.infer<typeof ServiceDetail>

/** GET /api/nodes/:id. Inspect output is a manager's. */
export const NodeDetail = z.object({
  node: Node,
  host: Host.nullable(),
  tasks: z.array(Task),
  inspect: Inspected,
  gaps: z.array(Gap),
  readAt: z.number(),
})
export type NodeDetail = z.infer<typeof NodeDetail>

/** GET /api/services */
export const ServiceList = z.object({ services: z.array(Service), tasks: z.array(Task), readAt: z.number() })
export type ServiceList = z.infer<typeof ServiceList>

/** GET /api/nodes */
export const NodeList = z.object({ nodes: z.array(Node), readAt: z.number() })
export type NodeList = z.infer<typeof NodeList>

/** GET /api/networks */
export const NetworkList = z.object({ networks: z.array(Network), readAt: z.number() })
export type NetworkList = z.infer<typeof NetworkList>

/** GET /api/containers */
export const ContainerList = z.object({ containers: z.array(Container), readAt: z.number() })
export type ContainerList = z.infer<typeof ContainerList>

/** GET /api/endpoints */
export const EndpointList = z.object({ endpoints: z.array(Endpoint), readAt: z.number() })
export type EndpointList = z.infer<typeof EndpointList>

/** Whether the web process hears any agent; `since` in milliseconds since the epoch, `detail` for a person. */
export const LinkState = z.object({
  state: z.enum(['connecting', 'connected', 'lost']),
  since: z.number(),
  detail: z.string(),
})
export type LinkState = z.infer<typeof LinkState>

/**
 * One agent that the web process listens to, or would. `refused`: it answers and is not believed (wrong secret, another major protocol, another
 * key than the one pinned, a host that another agent tells of already); its host is not merged.
 */
export const AgentState = z.object({
  /** Where it is asked: `local`, `context:NAME`, `HOST:PORT`. */
  address: z.string(),
  state: z.enum(['connecting', 'connected', 'lost', 'refused']),
  since: z.number(),
  detail: z.string(),
  /** The host that it tells of, or told of last. */
  hostId: HostId.nullable(),
  agentVersion: z.string().nullable(),
  protocol: z.string().nullable(),
  /** SHA-256 of its public key, in hex; null for an agent on this host's socket, which has none. */
  keyFingerprint: z.string().nullable(),
})
export type AgentState = z.infer<typeof AgentState>

/** GET /api/agents */
export const AgentList = z.object({ agents: z.array(AgentState) })
export type AgentList = z.infer<typeof AgentList>

/** GET /api/stream: server-sent events named by `kind`, `id: EPOCH.SEQ`, resumable by Last-Event-ID. */
export const StreamEvent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('topology'),
    topology: Topology,
    link: LinkState,
    agents: z.array(AgentState),
    build: z.string(),
  }),
  z.object({ kind: z.literal('change'), change: Change }),
  /** At least every 15 s, with the freshest statuses. */
  z.object({
    kind: z.literal('beat'),
    statuses: z.array(HostStatus),
    link: LinkState,
    agents: z.array(AgentState),
    at: z.number(),
  }),
])
export type StreamEvent = z.infer<typeof StreamEvent>

/** GET /api/hosts: who is seen, how well, and whether it is still heard. */
export const HostList = z.object({ hosts: z.array(Host), statuses: z.array(HostStatus), link: LinkState })
export type HostList = z.infer<typeof HostList>

/** GET /api/session: whether a token is asked for at all. Who did not sign in gets a 401 instead. */
export const Session = z.object({ tokenNeeded: z.boolean() })
export type Session = z.infer<typeof Session>

/** POST /api/session */
export const SignIn = z.object({ token: z.string().min(1).max(1024) })
export type SignIn = z.infer<typeof SignIn>

/** GET /healthz, /readyz. `epoch` is new at each start of the server. */
export const Health = z.object({ ok: z.boolean(), epoch: z.string(), build: z.string() })
export type Health = z.infer<typeof Health>
