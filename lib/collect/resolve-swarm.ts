import { ContainerId, NetworkId, NodeId, ServiceId, TaskId } from '../model/id.ts'
import { Node } from '../model/node.ts'
import type { Service, ServicePort } from '../model/service.ts'
import type { Task } from '../model/task.ts'
import type { HostView } from '../model/topology.ts'
import { canonicalAddress, prefixOrNull } from './canonical-address.ts'
import { sortById } from './compare-text.ts'
import type { EngineNode } from './engine-node.ts'
import type { EngineService } from './engine-service.ts'
import type { EngineTask } from './engine-task.ts'
import type { SwarmAnswers, SwarmList } from './swarm-answers.ts'

/** The records of a swarm, as one manager tells of it. */
export function resolveSwarm(swarm: SwarmAnswers): Pick<HostView, 'nodes' | 'services' | 'tasks'> {
  const services = valuesOf(swarm.services)
  const nameOf = new Map(services.map(({ ID, Spec }) => [ID, Spec.Name]))
  const tasks = [...valuesOf(swarm.tasks), ...valuesOf(swarm.attachments)]
  return {
    nodes: sortById(valuesOf(swarm.nodes).map(toNode)),
    services: sortById(services.map(toService)),
    tasks: sortById(tasks.map((task) => toTask(task, nameOf.get(task.ServiceID) ?? task.ServiceID))),
  }
}

const valuesOf = <T>({ held }: SwarmList<T>): T[] => [...held.values()].map(({ value }) => value)

function toNode({ ID, Version, Spec, Description, Status, ManagerStatus }: EngineNode): Node {
  const { role, availability, state } = Node.shape
  return {
    id: NodeId.parse(ID),
    hostname: Description.Hostname,
    role: role.catch('worker').parse(Spec.Role),
    availability: availability.catch('active').parse(Spec.Availability),
    state: state.catch('unknown').parse(Status.State),
    message: Status.Message,
    // A manager that does not know its own address says so with this one.
    address: Status.Addr === '' || Status.Addr === '0.0.0.0' ? null : canonicalAddress(Status.Addr),
    manager: ManagerStatus && {
      leader: ManagerStatus.Leader,
      reachability: ManagerStatus.Reachability,
      address: ManagerStatus.Addr,
    },
    engineVersion: Description.Engine.EngineVersion,
    platform: [Description.Platform.OS, Description.Platform.Architecture].filter(Boolean).join('/'),
    labels: Spec.Labels,
    engineLabels: Description.Engine.Labels,
    hostId: null,
    version: Version,
  }
}

function toService({ ID, Version, CreatedAt, Spec, Endpoint, UpdateStatus }: EngineService): Service {
  const ports = [Endpoint.Ports, Endpoint.Spec.Ports, Spec.EndpointSpec.Ports].find((list) => list.length > 0) ?? []
  return {
    id: ServiceId.parse(ID),
    name: Spec.Name,
    image: Spec.TaskTemplate.ContainerSpec.Image,
    ...modeOf(Spec.Mode),
    endpointMode: (Endpoint.Spec.Mode || Spec.EndpointSpec.Mode) === 'dnsrr' ? 'dnsrr' : 'vip',
    // A network whose driver is local to each node has an entry without an address.
    virtualIps: Endpoint.VirtualIPs.flatMap(({ NetworkID, Addr }) => {
      const address = prefixOf(Addr)
      return address === null ? [] : [{ networkId: NetworkId.parse(NetworkID), address }]
    }),
    ports: ports.map(toPort),
    networks: [...Spec.TaskTemplate.Networks, ...Spec.Networks].map(({ Target, Aliases }) => ({
      networkId: NetworkId.parse(Target),
      aliases: Aliases,
    })),
    constraints: Spec.TaskTemplate.Placement.Constraints,
    labels: Spec.Labels,
    stack: Spec.Labels['com.docker.stack.namespace'] ?? null,
    updateState: UpdateStatus.State || null,
    createdAt: CreatedAt || null,
    version: Version,
  }
}

function modeOf(mode: EngineService['Spec']['Mode']): Pick<Service, 'mode' | 'replicas'> {
  // The engine leaves a single one out.
  if (mode.Replicated) return { mode: 'replicated', replicas: mode.Replicated.Replicas ?? 1 }
  if (mode.Global) return { mode: 'global', replicas: null }
  if (mode.ReplicatedJob) return { mode: 'replicated-job', replicas: mode.ReplicatedJob.MaxConcurrent ?? 1 }
  return { mode: mode.GlobalJob ? 'global-job' : 'unknown', replicas: null }
}

const toPort = ({ Protocol, TargetPort, PublishedPort, PublishMode }: EngineService['Endpoint']['Ports'][number]) =>
  ({
    protocol: Protocol || 'tcp',
    targetPort: TargetPort,
    publishedPort: PublishedPort || null,
    mode: PublishMode === 'host' ? 'host' : 'ingress',
  }) satisfies ServicePort

function toTask(task: EngineTask, serviceName: string): Task {
  const { ID, Version, Spec, ServiceID, Slot, NodeID, Status, DesiredState, NetworksAttachments } = task
  const container = Status.ContainerStatus || Spec.NetworkAttachmentSpec?.ContainerID || null
  return {
    id: TaskId.parse(ID),
    kind: Spec.NetworkAttachmentSpec ? 'attachment' : 'container',
    serviceId: ServiceID === '' ? null : ServiceId.parse(ServiceID),
    name: ServiceID === '' ? (container ?? ID) : `${serviceName}.${Slot || NodeID}`,
    slot: Slot || null,
    nodeId: NodeID === '' ? null : NodeId.parse(NodeID),
    state: Status.State,
    desiredState: DesiredState,
    message: Status.Message,
    error: Status.Err || null,
    containerId: container === null ? null : ContainerId.parse(container),
    addresses: NetworksAttachments.filter(({ Network }) => Network !== '').map(({ Network, Addresses }) => ({
      networkId: NetworkId.parse(Network),
      prefixes: Addresses.flatMap((address) => prefixOf(address) ?? []),
    })),
    changedAt: Status.Timestamp || null,
    version: Version,
  }
}

/** `ADDRESS/LENGTH` as the engine writes it, canonical. */
function prefixOf(text: string): string | null {
  const [address = '', length] = text.split('/')
  return prefixOrNull(address, length === undefined ? null : Number(length))
}
