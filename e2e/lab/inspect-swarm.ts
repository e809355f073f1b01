import { z } from 'zod'
import { askEngine, tellEngine } from './engine-request.ts'

const labelsSchema = z.record(z.string(), z.string())

const nodeSchema = z.object({
  ID: z.string(),
  Version: z.object({ Index: z.number() }),
  Spec: z.object({
    Role: z.enum(['manager', 'worker']),
    Availability: z.enum(['active', 'pause', 'drain']),
    Labels: labelsSchema.nullish(),
  }),
  Description: z.object({ Hostname: z.string(), Engine: z.object({ EngineVersion: z.string() }) }),
  Status: z.object({ State: z.string(), Addr: z.string() }),
  ManagerStatus: z.object({ Leader: z.boolean().optional(), Reachability: z.string(), Addr: z.string() }).optional(),
})
export type SwarmNode = z.infer<typeof nodeSchema>

const portSchema = z.object({
  Protocol: z.string(),
  TargetPort: z.number(),
  PublishedPort: z.number().optional(),
  PublishMode: z.enum(['ingress', 'host']),
})

const serviceSchema = z.object({
  ID: z.string(),
  Version: z.object({ Index: z.number() }),
  Spec: z.object({
    Name: z.string(),
    Labels: labelsSchema.nullish(),
    Mode: z.object({ Replicated: z.object({ Replicas: z.number() }).optional(), Global: z.object({}).optional() }),
    EndpointSpec: z.object({ Mode: z.enum(['vip', 'dnsrr']).optional() }).optional(),
  }),
  Endpoint: z.object({
    Ports: z.array(portSchema).optional(),
    VirtualIPs: z.array(z.object({ NetworkID: z.string(), Addr: z.string().optional() })).optional(),
  }),
  ServiceStatus: z.object({ RunningTasks: z.number(), DesiredTasks: z.number() }).optional(),
})
export type SwarmService = z.infer<typeof serviceSchema>

const taskSchema = z.object({
  ID: z.string(),
  ServiceID: z.string().optional(),
  NodeID: z.string().optional(),
  Slot: z.number().optional(),
  DesiredState: z.string(),
  Status: z.object({
    State: z.string(),
    Err: z.string().optional(),
    ContainerStatus: z.object({ ContainerID: z.string().optional() }).optional(),
  }),
  NetworksAttachments: z
    .array(z.object({ Network: z.object({ ID: z.string() }), Addresses: z.array(z.string()).nullish() }))
    .nullish(),
})
export type SwarmTask = z.infer<typeof taskSchema>

const overlaySchema = z.object({
  Id: z.string(),
  Name: z.string(),
  Driver: z.string(),
  Internal: z.boolean(),
  Attachable: z.boolean(),
  Ingress: z.boolean(),
  Options: labelsSchema.nullable(),
  Labels: labelsSchema.nullable(),
  IPAM: z.object({ Config: z.array(z.object({ Subnet: z.string(), Gateway: z.string().optional() })).nullable() }),
  Containers: z
    .record(
      z.string(),
      z.object({ Name: z.string(), EndpointID: z.string(), MacAddress: z.string(), IPv4Address: z.string() }),
    )
    .nullish(),
  Peers: z.array(z.object({ Name: z.string(), IP: z.string() })).nullish(),
})
export type Overlay = z.infer<typeof overlaySchema>

/** Every node of a swarm, as one of its managers says; left-over ones of hosts that joined twice too. */
export const readNodes = async (manager: string): Promise<SwarmNode[]> =>
  z.array(nodeSchema).parse(JSON.parse(await tellEngine(manager, '/nodes')))

/** Every service of a swarm, with how many of its tasks run. */
export const readServices = async (manager: string): Promise<SwarmService[]> =>
  z.array(serviceSchema).parse(JSON.parse(await tellEngine(manager, '/services?status=true')))

/** Every task of a swarm, past ones too; plain containers on attachable overlays are not among them. */
export const readTasks = async (manager: string): Promise<SwarmTask[]> =>
  z.array(taskSchema).parse(JSON.parse(await tellEngine(manager, '/tasks')))

/** An overlay as one host's engine knows it, with the containers of that host; null where it does not know it. */
export async function readOverlay(host: string, name: string): Promise<Overlay | null> {
  const { status, body } = await askEngine(host, `/networks/${encodeURIComponent(name)}`)
  if (status === 404) return null
  if (status !== 200) throw new Error(`${host}: network ${name} answered ${status}: ${body.trim()}`)
  return overlaySchema.parse(JSON.parse(body))
}
