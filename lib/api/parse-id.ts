import { z } from 'zod'
import { ContainerId, EndpointId, HostId, NetworkId, NodeId, ServiceId } from '../model/id.ts'
import { badRequest } from './respond.ts'

type Parsed<T> = { ok: true; id: T } | { ok: false; refusal: Response }

const Plain = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.:-]{0,127}$/)
const Joined = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.:-]{0,127}\/[^/\p{C}]{1,256}$/u)

export const parseContainerId = (text: string): Parsed<ContainerId> => parse(Plain.pipe(ContainerId), 'container', text)
export const parseNetworkId = (text: string): Parsed<NetworkId> => parse(Plain.pipe(NetworkId), 'network', text)
export const parseHostId = (text: string): Parsed<HostId> => parse(Plain.pipe(HostId), 'host', text)
export const parseServiceId = (text: string): Parsed<ServiceId> => parse(Plain.pipe(ServiceId), 'service', text)
export const parseNodeId = (text: string): Parsed<NodeId> => parse(Plain.pipe(NodeId), 'node', text)
export const parseEndpointId = (text: string): Parsed<EndpointId> => parse(Joined.pipe(EndpointId), 'endpoint', text)

function parse<T>(schema: z.ZodType<T>, what: string, text: string): Parsed<T> {
  const parsed = schema.safeParse(text)
  if (parsed.success) return { ok: true, id: parsed.data }
  return {
    ok: false,
    refusal: badRequest('bad-id', `${JSON.stringify(text.slice(0, 100))} is no ${what} id.`),
  }
}
