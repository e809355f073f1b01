import type { SwarmPart } from '../collect/read-swarm.ts'
import type { EngineEvent } from '../host/host-source.ts'

/** What one engine event makes worth reading again; nothing else is read for it. */
export type EventEffect = {
  /** Containers and networks to inspect again. */
  containers: string[]
  networks: string[]
  goneContainers: string[]
  goneNetworks: string[]
  /** Containers whose namespace, and networks whose members' names, changed. */
  namespacesOf: string[]
  networksOf: string[]
  /** Members of docker_gwbridge, of which no event tells, may have changed. */
  gateway: boolean
  /** The host's own namespace: a bridge, a veth or a rule came or went. */
  host: boolean
  /** Namespaces came or went. */
  namespaceList: boolean
  /** Facts of the engine itself: `GET /version` and `/info`. */
  engine: boolean
  /** Lists of the swarm, where the engine is a manager. */
  swarm: readonly SwarmPart[]
}

/** Null for the many events that change nothing Portolan shows: exec, attach, top, images, volumes. */
export function effectOf(event: EngineEvent): EventEffect | null {
  switch (event.type) {
    case 'container':
      return ofContainer(event)
    case 'network':
      return ofNetwork(event)
    case 'daemon':
      return { ...nothing, engine: true }
    case 'node':
      return { ...nothing, engine: true, swarm: ['nodes', 'tasks'] }
    case 'service':
      return { ...nothing, swarm: ['services', 'tasks'] }
    default:
      return null
  }
}

const nothing: EventEffect = {
  containers: [],
  networks: [],
  goneContainers: [],
  goneNetworks: [],
  namespacesOf: [],
  networksOf: [],
  gateway: false,
  host: false,
  namespaceList: false,
  engine: false,
  swarm: [],
}

const withoutEffect = new Set([
  'archive-path',
  'attach',
  'commit',
  'copy',
  'detach',
  'export',
  'extract-to-dir',
  'kill',
  'oom',
  'prune',
  'resize',
  'top',
])

/** Of networks, only a swarm's have it; local ones have 64 digits. */
const swarmId = /^[0-9a-z]{25}$/

function ofContainer({ action, id, attributes }: EngineEvent): EventEffect | null {
  if (action.startsWith('exec_') || withoutEffect.has(action)) return null
  // Tasks have no events of their own.
  const swarm: EventEffect['swarm'] = attributes['com.docker.swarm.task.id'] === undefined ? [] : ['tasks']
  switch (action) {
    case 'destroy':
      return { ...nothing, goneContainers: [id], swarm }
    case 'start':
      return { ...nothing, containers: [id], namespacesOf: [id], host: true, namespaceList: true, gateway: true, swarm }
    case 'die':
      return { ...nothing, containers: [id], host: true, namespaceList: true, gateway: true, swarm }
    case 'rename':
      return { ...nothing, containers: [id], networksOf: [id] }
    default:
      return { ...nothing, containers: [id], swarm }
  }
}

function ofNetwork({ action, id, attributes }: EngineEvent): EventEffect | null {
  const container = attributes.container
  const isOverlay = attributes.type === 'overlay' || swarmId.test(id)
  // These two come and go with the membership in a swarm.
  const engine = attributes.name === 'ingress' || attributes.name === 'docker_gwbridge'
  switch (action) {
    case 'prune':
      return null
    case 'destroy':
    case 'remove':
      // An overlay that nothing on this node uses any more is destroyed here, and a manager knows it still.
      if (isOverlay) return { ...nothing, networks: [id], host: true, namespaceList: true, engine }
      return { ...nothing, goneNetworks: [id], host: true, namespaceList: true, engine }
    case 'connect':
    case 'disconnect': {
      const containers = container ? [container] : []
      const touched = { networks: [id], containers, namespacesOf: containers, gateway: isOverlay }
      // Plain containers on attachable overlays are tasks too.
      return { ...nothing, ...touched, host: true, namespaceList: true, swarm: isOverlay ? ['tasks'] : [] }
    }
    default:
      return { ...nothing, networks: [id], host: true, namespaceList: true, engine }
  }
}
