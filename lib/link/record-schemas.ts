import type { z } from 'zod'
import { Container } from '../model/container.ts'
import { Contradiction } from '../model/contradiction.ts'
import { Endpoint } from '../model/endpoint.ts'
import { Firewall } from '../model/firewall.ts'
import { Gap } from '../model/gap.ts'
import { Host } from '../model/host.ts'
import { Interface } from '../model/interface.ts'
import { Namespace } from '../model/namespace.ts'
import { Network } from '../model/network.ts'
import { Node } from '../model/node.ts'
import type { RecordKind } from '../model/record-kind.ts'
import { Service } from '../model/service.ts'
import { Task } from '../model/task.ts'

/** The form of one record of each list. */
export const recordSchemas: Record<RecordKind, z.ZodType> = {
  hosts: Host,
  namespaces: Namespace,
  interfaces: Interface,
  networks: Network,
  endpoints: Endpoint,
  containers: Container,
  firewalls: Firewall,
  gaps: Gap,
  nodes: Node,
  services: Service,
  tasks: Task,
  contradictions: Contradiction,
}
